namespace SweepCluster.Contracts.Values;

/// <summary>One named number that a task reports.</summary>
/// <param name="Name">The metric's name, such as <c>val_accuracy</c>.</param>
/// <param name="Value">Its value; may be NaN or infinite when training diverged.</param>
[GenerateSerializer, Alias("metric"), Immutable]
public readonly record struct Metric([property: Id(0)] string Name, [property: Id(1)] double Value);
