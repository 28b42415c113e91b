using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>Independent draws from the distributions, without repeating a point of a finite space.</summary>
internal static class PriorSampler
{
    /// <summary>How many repeated points are drawn before untried ones are looked for.</summary>
    private const int MostRepeats = 16;

    /// <summary>How many points of a finite space are drawn before its untried ones are gone through.</summary>
    private const int MostDrawsOfFinite = 1_000;

    /// <summary>How many points of an infinite space are drawn: one in a thousand that is allowed is all but surely found.</summary>
    private const int MostDraws = 10_000;

    /// <summary>Untried points; none when there are none.</summary>
    public static IEnumerable<ParameterSet> Draw(SearchHistory history, TrialRandom random)
    {
        var most = history.Space.PointCount is null ? MostDraws : MostDrawsOfFinite;
        for (int round = 0, repeats = 0; round < most && repeats < MostRepeats; round++)
        {
            var point = Draw(history.Space, random, round);
            if (history.WouldRepeat(point))
            {
                repeats++;
            }
            else
            {
                yield return point;
            }
        }

        foreach (var point in UntriedPoints.Of(history, random))
        {
            yield return point;
        }
    }

    private static ParameterSet Draw(SearchSpace space, TrialRandom random, int round) =>
        space.Choose(dimension =>
            dimension.Domain.Decode(random.Stream(DrawPurpose.Prior, round, dimension.Position).NextDouble()));
}
