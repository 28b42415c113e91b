namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>One tensor that training will learn.</summary>
/// <param name="Name">Its name, unique in the net.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Shape">Its dimensions.</param>
public sealed record WeightSpec(string Name, WeightKind Kind, params IReadOnlyList<long> Shape)
{
    /// <summary>How many numbers it holds.</summary>
    public long Elements => Shape.Aggregate(1L, (product, length) => product * length);
}
