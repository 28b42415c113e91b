using SweepCluster.Grains.Dispatch;

namespace SweepCluster.Grains.Tests.Dispatch;

public sealed class FairShareTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Order_Priorities_HigherFirstWhateverItsShare() =>
        Assert.Equal(["high", "low"], FairShare.Order([Share("low"), Share("high", priority: 60, running: 9)]));

    [Fact]
    public void Order_Shares_SmallestAfterTheGrantFirst() =>
        Assert.Equal(["heavy", "light"], FairShare.Order([Share("light"), Share("heavy", weight: 3, running: 1)]));

    [Fact]
    public void Order_ThreeOfFourSlotsAtThreeTimesTheWeight_GivesTheFourthToTheOther() =>
        Assert.Equal(["light", "heavy"], FairShare.Order([Share("heavy", weight: 3, running: 3), Share("light", age: 1)]));

    [Theory]
    [InlineData(0, "a", "b", "c")]
    [InlineData(1, "b", "c", "a")]
    [InlineData(2, "c", "a", "b")]
    [InlineData(3, "a", "b", "c")]
    public void Order_EqualShares_TakeTurnsFromTheOldestOn(int trials, params string[] expected) => Assert.Equal(
        expected, FairShare.Order([Share("b", age: 1, trials: trials), Share("c", age: 2), Share("a")]));

    [Fact]
    public void Order_NoSweep_IsEmpty() => Assert.Empty(FairShare.Order([]));

    private static SweepShare Share(string sweep, int priority = 50, double weight = 1, int running = 0, int trials = 0, int age = 0) =>
        new(sweep, priority, weight, running, trials, Start.AddSeconds(age));
}
