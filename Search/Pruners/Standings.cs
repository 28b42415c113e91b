using System.Collections.Immutable;

namespace SweepCluster.Search.Pruners;

/// <summary>Makes standings, and shows them.</summary>
internal static class Standings
{
    private const int MostNamed = 16;

    /// <summary>Empty standings by one score, or by non-domination for several.</summary>
    public static IStandings For(int objectives) => objectives == 1 ? new ScoreBoard() : new FrontBoard();

    /// <summary>The best trials, for a judgement to name; so few that logs do not grow with the square of a sweep.</summary>
    public static ImmutableArray<int> Best(this IStandings standings) => [.. standings.Ordered.Take(MostNamed)];

    /// <summary>True when every score is a finite number.</summary>
    public static bool AreFinite(ReadOnlySpan<double> scores)
    {
        foreach (var score in scores)
        {
            if (!double.IsFinite(score))
            {
                return false;
            }
        }

        return true;
    }
}
