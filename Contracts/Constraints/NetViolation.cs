using System.Globalization;

namespace SweepCluster.Contracts.Constraints;

/// <summary>Why a parameter set cannot become a trial. A closed family.</summary>
/// <param name="Seen">What its network is.</param>
/// <param name="Allowed">What it would have to be.</param>
public abstract record NetViolation(string Seen, string Allowed)
{
    /// <summary>Both as one phrase.</summary>
    public string Reason => $"{Seen}; {Allowed}";
}

/// <summary>The network cannot be laid out for the images.</summary>
/// <param name="Side">Height and width of the images.</param>
/// <param name="Problem">What does not fit, as a sentence.</param>
public sealed record UnfitNet(int Side, string Problem) : NetViolation(
    FormattableString.Invariant($"a network that does not fit {Side}x{Side} images"), Problem.TrimEnd('.'));

/// <summary>The network costs more or less than is allowed.</summary>
/// <param name="Quantity">What is counted, by its name in a sweep file.</param>
/// <param name="Cost">How much of it the network has.</param>
/// <param name="Bound">The bound that it breaks.</param>
public sealed record CostViolation(string Quantity, long Cost, long Bound) : NetViolation(
    string.Create(CultureInfo.InvariantCulture, $"a network of {Cost:N0} {Quantity}"),
    string.Create(CultureInfo.InvariantCulture, $"it must have at {(Cost > Bound ? "most" : "least")} {Bound:N0}"))
{
    /// <summary>True when there is too much of it.</summary>
    public bool IsAbove => Cost > Bound;
}
