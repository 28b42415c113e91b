using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>Results that were found elsewhere, one JSON document per line, as the sweep's first or further ones.</summary>
internal static class TrialImport
{
    private const int MostBytes = 32 << 20;

    /// <summary>So many are stored together.</summary>
    private const int Chunk = 500;

    /// <summary>Adds the route to the group of a sweep's trials.</summary>
    public static void Map(RouteGroupBuilder trials) => trials
        .MapPost("/import", ImportAsync).WithName("importTrials").Accepts<string>("application/jsonl", "application/x-ndjson", "text/plain")
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .WithSummary(
            "Takes in completed trials, one JSON document per line as export.jsonl gives them, or with params, state and value as Optuna names "
            + "them. The sampler learns from them. Parameter sets that were imported before are left out, so it may be repeated.");

    private static async Task<ImportAnswer> ImportAsync(string id, HttpRequest request, SweepClient client, CancellationToken cancellationToken)
    {
        var sweep = client.Sweep(id);
        var objectives = (await sweep.GetSnapshot()).Spec.Objectives;
        var (finished, others) = await ReadAsync(request.Body, objectives, cancellationToken);
        var added = 0;
        foreach (var part in finished.Chunk(Chunk))
        {
            added += await ApiProblem.UnlessTooLate(() => sweep.Import([.. part]));
        }

        return new ImportAnswer(added, finished.Count - added, others);
    }

    private static async Task<(List<FinishedTrial> Finished, int Others)> ReadAsync(
        Stream body, ImmutableArray<Objective> objectives, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body);
        var (finished, others) = (new List<FinishedTrial>(), 0);
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

        return (finished, others);
    }

    private static FinishedTrial? Read(string line, int number, ImmutableArray<Objective> objectives)
    {
        try
        {
            return ImportedLine.Read(line).Finished(objectives);
        }
        catch (JsonException exception)
        {
            throw ApiProblem.BadRequest($"line {number}", $"Line {number} is no trial: {exception.Message}. Nothing was imported.");
        }
    }
}

/// <summary>What came of an import.</summary>
/// <param name="Added">How many trials were added.</param>
/// <param name="Known">How many were left out because they were imported before.</param>
/// <param name="NotCompleted">How many were left out because they had not completed.</param>
internal sealed record ImportAnswer(int Added, int Known, int NotCompleted);
