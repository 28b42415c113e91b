using SweepCluster.Search.Space;

namespace SweepCluster.Search.Importance;

/// <summary>One parameter as trees see it: a stretch of numbers, or categories without an order, each with its share of the space.</summary>
/// <param name="Low">The least coordinate; of categories, 0.</param>
/// <param name="High">The greatest coordinate; of categories, their number.</param>
/// <param name="Categories">The shares of the categories, whose coordinates are 0, 1, …; null for numbers.</param>
internal sealed record Axis(double Low, double High, IReadOnlyList<double>? Categories = null)
{
    /// <summary>A parameter's axis.</summary>
    public static Axis Of(Domain domain) =>
        domain is ChoiceDomain choices ? new Axis(0, choices.Probabilities.Length, choices.Probabilities) : new Axis(0, 1);

    /// <summary>A value's coordinate.</summary>
    public static double Coordinate(Domain domain, Contracts.Values.ParameterValue value) =>
        domain is ChoiceDomain ? domain.LevelOf(value) : domain.Encode(value);
}
