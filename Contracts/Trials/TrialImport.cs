using System.Collections.Immutable;
using System.Text.Json;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Trials;

/// <summary>Results that were found elsewhere, one JSON document per line: of an export, or with Optuna's names.</summary>
/// <param name="Finished">The trials that completed.</param>
/// <param name="Others">How many lines tell of trials that did not complete; they are left out.</param>
public sealed record TrialImport(ImmutableArray<FinishedTrial> Finished, int Others)
{
    /// <summary>So many are stored together.</summary>
    private const int Chunk = 500;

    /// <summary>Reads lines; empty ones are passed over.</summary>
    /// <param name="reader">The lines.</param>
    /// <param name="objectives">The objectives of the sweep that the trials are to be part of.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BadLineException">A line is no trial.</exception>
    public static async Task<TrialImport> ReadAsync(TextReader reader, ImmutableArray<Objective> objectives, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (finished, others) = (ImmutableArray.CreateBuilder<FinishedTrial>(), 0);
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (Read(line, number, objectives) is { } trial)
            {
                finished.Add(trial);
            }
            else
            {
                others++;
            }
        }

        return new TrialImport(finished.ToImmutable(), others);
    }

    /// <summary>Adds the trials to a sweep, 500 at a time, and answers what came of it.</summary>
    /// <param name="import">Adds some and answers how many of them were new.</param>
    public async Task<ImportAnswer> AddAsync(Func<ImmutableArray<FinishedTrial>, Task<int>> import)
    {
        ArgumentNullException.ThrowIfNull(import);
        var added = 0;
        foreach (var part in Finished.Chunk(Chunk))
        {
            added += await import([.. part]);
        }

        return new ImportAnswer(added, Finished.Length - added, Others);
    }

    private static FinishedTrial? Read(string line, int number, ImmutableArray<Objective> objectives)
    {
        try
        {
            return ImportedTrial.Read(line).Finished(objectives);
        }
        catch (JsonException exception)
        {
            throw new BadLineException(number, exception);
        }
    }
}

/// <summary>What came of an import.</summary>
/// <param name="Added">How many trials were added.</param>
/// <param name="Known">How many were left out because they were imported before.</param>
/// <param name="NotCompleted">How many were left out because they had not completed.</param>
public sealed record ImportAnswer(int Added, int Known, int NotCompleted);

/// <summary>A line of an import is no trial.</summary>
/// <param name="line">The line, counted from 1.</param>
/// <param name="cause">What is wrong with it.</param>
public sealed class BadLineException(int line, Exception cause)
    : FormatException($"Line {line} is no trial: {cause?.Message.TrimEnd('.')}. Nothing was imported.", cause)
{
    /// <summary>The line, counted from 1.</summary>
    public int Line => line;
}
