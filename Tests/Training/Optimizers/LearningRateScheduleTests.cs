using SweepCluster.Training.Optimizers;

namespace SweepCluster.Training.Tests.Optimizers;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void At_CosineAfterWarmup_FollowsTheClosedForm()
    {
        var oracle = Oracle.Load("schedules.json").GetProperty("warmup_cosine_closed_form").GetProperty("lr");
        var expected = Oracle.Doubles(oracle);
        var schedule = new LearningRateSchedule(0.1, ScheduleKind.Cosine, WarmupFraction: 4.0 / 24);

        Assert.All(Enumerable.Range(4, 20), update => Assert.Equal(expected[update], schedule.At(update, 24), 1e-12));
    }

    [Fact]
    public void At_Warmup_RisesInAStraightLineToThePeak()
    {
        var schedule = new LearningRateSchedule(1, ScheduleKind.Constant, WarmupFraction: 0.4);

        var rates = Enumerable.Range(0, 10).Select(update => schedule.At(update, 10));

        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1, 1, 1], rates);
    }
}
