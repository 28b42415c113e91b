namespace SweepCluster.Search.Pruners;

/// <summary>
/// The brackets of Hyperband (Li et al. 2018, algorithm 1), counted with whole numbers because logarithms of floating-point numbers lose
/// one where R/r is a power of η. Bracket b, from 0 on, is the paper's s_max - b: its first rung is at step r·η^b.
/// </summary>
/// <param name="ladder">The rungs of the first bracket.</param>
internal sealed class HyperbandBrackets(RungLadder ladder)
{
    private const double GoldenRatio = 0.61803398874989485;

    /// <summary>The rungs of each bracket.</summary>
    public IReadOnlyList<RungLadder> Ladders { get; } = [.. Begins(ladder).Select(begin => ladder with { MinResource = begin })];

    /// <summary>How many trials of one round belong to each bracket: n = ⌈(s_max + 1)·η^s / (s + 1)⌉.</summary>
    public IReadOnlyList<long> Weights { get; } = WeightsOf(Begins(ladder).Count() - 1, ladder.ReductionFactor);

    /// <summary>
    /// The bracket of a trial. Trials are spread by the golden ratio, whose multiples fill the unit interval evenly, so that shares are right
    /// after few trials and yet depend on the trial's number alone.
    /// </summary>
    public int BracketOf(int trial)
    {
        var place = (trial + 0.5) * GoldenRatio % 1 * Weights.Sum();
        var bracket = 0;
        while (bracket < Weights.Count - 1 && place >= Weights[bracket])
        {
            place -= Weights[bracket++];
        }

        return bracket;
    }

    private static IEnumerable<int> Begins(RungLadder ladder)
    {
        for (long begin = ladder.MinResource; begin <= ladder.MaxResource; begin *= ladder.ReductionFactor)
        {
            yield return (int)begin;
        }
    }

    private static List<long> WeightsOf(int most, int factor)
    {
        var weights = new List<long>();
        for (var (s, power) = (0, 1L); s <= most; s++, power *= factor)
        {
            weights.Add((((most + 1) * power) + s) / (s + 1));
        }

        weights.Reverse();
        return weights;
    }
}
