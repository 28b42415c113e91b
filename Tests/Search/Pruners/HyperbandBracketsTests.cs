using SweepCluster.Search.Pruners;

namespace SweepCluster.Search.Tests.Pruners;

public sealed class HyperbandBracketsTests
{
    [Theory]
    [InlineData(1, 81, 3)]
    [InlineData(1, 243, 3)]
    [InlineData(10, 1000, 10)]
    public void BracketOf_FewTrials_AreSpreadByTheWeights(int min, int max, int factor)
    {
        var brackets = new HyperbandBrackets(new RungLadder(min, max, factor));
        var sum = (double)brackets.Weights.Sum();
        foreach (var trials in new[] { 10, 30, 100, 1000 })
        {
            var counts = Enumerable.Range(0, trials).CountBy(brackets.BracketOf).ToDictionary();
            Assert.All(
                Enumerable.Range(0, brackets.Weights.Count),
                bracket => Assert.InRange(counts.GetValueOrDefault(bracket), (trials * brackets.Weights[bracket] / sum) - 2, (trials * brackets.Weights[bracket] / sum) + 2));
        }
    }

    [Fact]
    public void Ladders_MinAtMax_IsOneBracketWithoutRungs() =>
        Assert.False(Assert.Single(new HyperbandBrackets(new RungLadder(5, 5, 3)).Ladders).IsReached(0, 5));

    [Fact]
    public void Ladders_GreatestNumbers_DoNotOverflow() =>
        Assert.Equal(31, new HyperbandBrackets(new RungLadder(1, int.MaxValue, 2)).Ladders.Count);
}
