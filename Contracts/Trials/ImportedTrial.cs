using System.Collections.Immutable;
using System.Text.Json;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Trials;

/// <summary>
/// A trial as another program wrote it: a line of an export, or one with Optuna's names, <c>params</c>, <c>state</c> and
/// <c>value</c> or <c>values</c>.
/// </summary>
internal sealed record ImportedTrial
{
    /// <summary>How it ended; absent for completed.</summary>
    public string? Status { get; init; }

    /// <summary>The same by Optuna's name.</summary>
    public string? State { get; init; }

    /// <summary>Its parameter set.</summary>
    public ParameterSet? Parameters { get; init; }

    /// <summary>The same by Optuna's name.</summary>
    public ParameterSet? Params { get; init; }

    /// <summary>The metrics at its last step.</summary>
    public MetricSet? Metrics { get; init; }

    /// <summary>The metrics at its best step, which go before.</summary>
    public MetricSet? BestMetrics { get; init; }

    /// <summary>Its last step.</summary>
    public int? Step { get; init; }

    /// <summary>Its best step, which goes before.</summary>
    public int? BestStep { get; init; }

    /// <summary>The value of the only objective.</summary>
    public double? Value { get; init; }

    /// <summary>The values of the objectives in their order.</summary>
    public ImmutableArray<double> Values { get; init; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public static ImportedTrial Read(string line) =>
        JsonSerializer.Deserialize<ImportedTrial>(line, SweepJson.Options) ?? throw new JsonException("there is no trial in it");

    /// <summary>The finished trial; null when it did not complete.</summary>
    /// <param name="objectives">The objectives of the sweep it is to be part of.</param>
    /// <exception cref="JsonException">Something is missing in it.</exception>
    public FinishedTrial? Finished(ImmutableArray<Objective> objectives) =>
        (Status ?? State ?? "completed").ToUpperInvariant() is "COMPLETED" or "COMPLETE"
            ? new FinishedTrial(
                Parameters ?? Params ?? throw new JsonException("it has no parameters"),
                BestStep ?? Step ?? 1,
                BestMetrics ?? Metrics ?? Named(objectives))
            : null;

    private MetricSet Named(ImmutableArray<Objective> objectives)
    {
        ImmutableArray<double> values = Value is { } single ? [single] : Values.IsDefault ? [] : Values;
        return values.Length == objectives.Length
            ? new MetricSet([.. objectives.Zip(values, (objective, value) => new Metric(objective.Metric, value))])
            : throw new JsonException($"it has neither metrics nor a value for each of {objectives.Length} objective(s)");
    }
}
