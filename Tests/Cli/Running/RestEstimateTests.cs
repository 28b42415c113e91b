using SweepCluster.Cli.Running;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Tests.Running;

public sealed class RestEstimateTests
{
    [Fact]
    public void Of_ThreeOfFourteenDoneInAMinute_IsElevenThirdsOfAMinute() =>
        Assert.Equal(
            TimeSpan.FromSeconds(220),
            RestEstimate.Of(Samples.Running, doneBefore: 0, TimeSpan.FromMinutes(1), Samples.Start + TimeSpan.FromMinutes(1)));

    [Fact]
    public void Of_NothingDoneInThisSession_IsAbsent() =>
        Assert.Null(RestEstimate.Of(Samples.Running, doneBefore: 3, TimeSpan.FromMinutes(1), Samples.Start));

    [Fact]
    public void Of_SweepWithALimit_IsNeverLongerThanTheLimitLeaves()
    {
        var limited = Samples.Running with { Spec = Samples.Spec with { Limits = new LimitsSpec(null, TimeSpan.FromMinutes(2)) } };
        Assert.Equal(
            TimeSpan.FromMinutes(1),
            RestEstimate.Of(limited, doneBefore: 0, TimeSpan.FromMinutes(1), Samples.Start + TimeSpan.FromMinutes(1)));
    }
}
