using System.Collections.Immutable;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Ranking;

namespace SweepCluster.Search.Tests.Pruners;

public sealed class FrontBoardTests
{
    [Fact]
    public void CountBetter_NobodyDominates_IsZero()
    {
        var board = new FrontBoard();
        board.Add(0, 1, 5);
        board.Add(1, 5, 1);
        Assert.Equal(0, board.CountBetter(3, 3));
        Assert.Equal(2, board.CountBetter(6, 6));
        Assert.Equal(2, board.CountBetter(2, 6));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void CountBetter_ManyTrials_IsTheNumberOnBetterFronts(int objectives)
    {
        var board = new FrontBoard();
        var all = new List<ImmutableArray<double>>();
        for (var trial = 0; trial < 200; trial++)
        {
            // Few levels, so that there are ties and equal vectors.
            var random = TrialRandom.For(1, trial).Stream(DrawPurpose.Prior, 0, 0);
            ImmutableArray<double> scores = [.. Enumerable.Range(0, objectives).Select(_ => Math.Floor(random.NextDouble() * 12))];
            var fronts = NonDomination.Fronts([.. all, scores]);
            Assert.InRange(board.Before(scores.AsSpan()).Count(), board.CountBetter(scores.AsSpan()), trial);
            Assert.Equal(fronts[..^1].Count(front => front < fronts[^1]), board.CountBetter(scores.AsSpan()));
            board.Add(trial, scores.AsSpan());
            all.Add(scores);
        }

        Assert.Equal(200, board.Count);
    }

    [Fact]
    public void Best_MoreThanAreNamed_BeginsWithTheBestFront()
    {
        var board = new FrontBoard();
        for (var trial = 0; trial < 30; trial++)
        {
            board.Add(trial, 30 - trial, 30 - trial);
        }

        Assert.Equal(Enumerable.Range(14, 16).Reverse(), board.Best());
    }
}
