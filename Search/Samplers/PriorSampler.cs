using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>Independent draws from the distributions, without repeating a point of a finite space.</summary>
internal static class PriorSampler
{
    /// <summary>How often a repeated point is drawn again before an untried one is looked for.</summary>
    private const int Rounds = 16;

    /// <summary>An untried point; null when there is none.</summary>
    public static ParameterSet? Draw(SearchHistory history, TrialRandom random)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var point = Draw(history.Space, random, round);
            if (!history.WouldRepeat(point))
            {
                return point;
            }
        }

        return UntriedPoints.Of(history, random).FirstOrDefault();
    }

    private static ParameterSet Draw(SearchSpace space, TrialRandom random, int round) =>
        space.Choose(dimension =>
            dimension.Domain.Decode(random.Stream(DrawPurpose.Prior, round, dimension.Position).NextDouble()));
}
