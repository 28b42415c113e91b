namespace SweepCluster.Contracts.Specs;

/// <summary>The least and the greatest cost that is allowed. A matched budget is a narrow pair of both.</summary>
/// <param name="Min">The least; null for no bound.</param>
/// <param name="Max">The greatest; null for no bound.</param>
[GenerateSerializer, Alias("cost-bounds"), Immutable]
public sealed record CostBounds([property: Id(0)] long? Min = null, [property: Id(1)] long? Max = null)
{
    /// <summary>The bounds of a matched budget.</summary>
    /// <param name="target">The budget.</param>
    /// <param name="within">How far from it a cost may be, as a fraction of it.</param>
    public static CostBounds Around(long target, double within)
    {
        var margin = target * (decimal)within;
        return new CostBounds((long)decimal.Ceiling(target - margin), (long)decimal.Floor(target + margin));
    }
}
