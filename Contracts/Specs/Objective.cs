namespace SweepCluster.Contracts.Specs;

/// <summary>Which way an objective's metric is better.</summary>
[GenerateSerializer]
public enum Direction
{
    /// <summary>Lower is better.</summary>
    Minimize,

    /// <summary>Higher is better.</summary>
    Maximize,
}

/// <summary>A metric to optimise and the direction in which it is better.</summary>
/// <param name="Metric">The metric's name as trials report it.</param>
/// <param name="Direction">Which way it is better.</param>
/// <param name="Target">The value at which the sweep is content and ends; null for none. Only a single objective may have one.</param>
[GenerateSerializer, Alias("objective"), Immutable]
public sealed record Objective(
    [property: Id(0)] string Metric,
    [property: Id(1)] Direction Direction,
    [property: Id(2)] double? Target = null)
{
    /// <summary>Turns a metric's value into a score, where lower is better; NaN stays NaN.</summary>
    public double Score(double value) => Direction == Direction.Minimize ? value : -value;

    /// <summary>Turns a score back into the metric's value.</summary>
    public double Value(double score) => Direction == Direction.Minimize ? score : -score;
}
