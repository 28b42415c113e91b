using SweepCluster.Chaos.Plan;

namespace SweepCluster.Chaos.Tests.Plan;

public sealed class FaultPlanTests
{
    [Fact]
    public void Make_SameSeed_SamePlan() => Assert.Equal(FaultPlan.Make(7, 200), FaultPlan.Make(7, 200));

    [Fact]
    public void Make_OtherSeed_OtherPlan() => Assert.NotEqual(FaultPlan.Make(7, 200), FaultPlan.Make(8, 200));

    [Fact]
    public void Make_MoreFaults_BeginsAsWithFewer() => Assert.Equal(FaultPlan.Make(7, 50), FaultPlan.Make(7, 200).Take(50));

    [Fact]
    public void Make_ManyFaults_HasEveryKind() =>
        Assert.Equal(Enum.GetValues<FaultKind>(), FaultPlan.Make(1, 2000).Select(fault => fault.Kind).Distinct().Order());

    [Fact]
    public void Make_TwoHundredFaults_TakesTenMinutesAtMost() =>
        Assert.True(FaultPlan.Make(1, 200).Sum(fault => fault.Pause.TotalMinutes) < 10);

    [Fact]
    public void Make_AnyFault_StaysWithinItsBounds() => Assert.All(FaultPlan.Make(3, 2000), fault =>
    {
        Assert.InRange(fault.Pause.TotalSeconds, 1, 4);
        Assert.InRange(fault.Duration.TotalSeconds, 0, 20);
        Assert.InRange(fault.RestartDelay.TotalSeconds, 0, 5);
        Assert.InRange(fault.Choice, 0, 0.999999999999);
        Assert.InRange(fault.ClockStep.TotalSeconds, -600, 600);
    });

    [Fact]
    public void MakeCalm_AnyFault_IsAKillFarFromTheOneBefore() => Assert.All(FaultPlan.MakeCalm(3, 500), fault =>
    {
        Assert.True(fault.Kind is FaultKind.KillTrial or FaultKind.KillSilo or FaultKind.KillCoordinator);
        Assert.InRange(fault.Pause.TotalSeconds, 12, 18);
    });

    [Fact]
    public void Pick_NoCandidates_PicksNone() => Assert.Null(FaultPlan.Make(1, 1)[0].Pick<string>([]));
}
