using SweepCluster.Training.Optimizers;

namespace SweepCluster.Training.Tests.Optimizers;

[Trait("Category", "Oracle")]
public sealed class LearningRateScheduleTests
{
    private static readonly double Peak = Oracle.Load("schedules.json").GetProperty("base_lr").GetDouble();
    private static readonly int Total = Oracle.Load("schedules.json").GetProperty("steps").GetInt32();

    public static TheoryData<string> Cases =>
        ["StepLR", "MultiStepLR", "ExponentialLR", "PolynomialLR", "CosineAnnealingLR", "OneCycleLR"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void At_EveryUpdate_IsTheRateOfPyTorch(string name)
    {
        var oracle = Oracle.Load("schedules.json").GetProperty(name);
        double Setting(string key) => oracle.GetProperty(key).GetDouble();
        var steps = name switch { "PolynomialLR" => (int)Setting("total_iters"), "OneCycleLR" => (int)Setting("total_steps"), _ => Total };
        var schedule = name switch
        {
            "StepLR" => Schedule(ScheduleKind.Step) with { StepFraction = Setting("step_size") / Total, Gamma = Setting("gamma") },
            "MultiStepLR" => Schedule(ScheduleKind.MultiStep) with
            {
                Milestones = [.. Oracle.Doubles(oracle.GetProperty("milestones")).Select(update => update / Total)],
                Gamma = Setting("gamma"),
            },
            "ExponentialLR" => Schedule(ScheduleKind.Exponential) with { FinalFraction = Math.Pow(Setting("gamma"), Total) },
            "PolynomialLR" => Schedule(ScheduleKind.Polynomial) with { Power = Setting("power") },
            "CosineAnnealingLR" => Schedule(ScheduleKind.Cosine) with { FinalFraction = Setting("eta_min") / Peak },
            _ => new LearningRateSchedule(Setting("max_lr"), ScheduleKind.OneCycle, WarmupFraction: 0) { RiseFraction = Setting("pct_start") },
        };

        var rates = Enumerable.Range(0, steps).Select(update => schedule.At(update, steps));

        Assert.All(Oracle.Doubles(oracle.GetProperty("lr")).Zip(rates), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
    }

    [Fact]
    public void At_CosineAfterWarmup_FollowsTheClosedForm()
    {
        var schedules = Oracle.Load("schedules.json");
        var expected = Oracle.Doubles(schedules.GetProperty("warmup_cosine_closed_form").GetProperty("lr"));
        var warmup = schedules.GetProperty("warmup_cosine_SequentialLR").GetProperty("warmup").GetInt32();
        var schedule = Schedule(ScheduleKind.Cosine) with { WarmupFraction = (double)warmup / Total };

        Assert.All(Enumerable.Range(warmup, Total - warmup), update => Assert.Equal(expected[update], schedule.At(update, Total), 1e-12));
    }

    [Theory]
    [InlineData(nameof(ScheduleKind.Constant))]
    [InlineData(nameof(ScheduleKind.Step))]
    [InlineData(nameof(ScheduleKind.MultiStep))]
    [InlineData(nameof(ScheduleKind.Exponential))]
    [InlineData(nameof(ScheduleKind.Polynomial))]
    [InlineData(nameof(ScheduleKind.Cosine))]
    [InlineData(nameof(ScheduleKind.OneCycle))]
    public void At_Warmup_RisesInAStraightLineWhateverFollows(string kind)
    {
        var schedule = new LearningRateSchedule(1, Enum.Parse<ScheduleKind>(kind), WarmupFraction: 0.4) { FinalFraction = 0.01 };

        var rates = Enumerable.Range(0, 10).Select(update => schedule.At(update, 10)).ToArray();

        Assert.Equal([0.2, 0.4, 0.6, 0.8], rates[..4]);
        Assert.All(rates, rate => Assert.InRange(rate, 0, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void At_OneCycleOfFewUpdates_IsAlwaysANumber(int total) => Assert.All(
        Enumerable.Range(0, total), update => Assert.InRange(Schedule(ScheduleKind.OneCycle).At(update, total), 0, Peak));

    private static LearningRateSchedule Schedule(ScheduleKind kind) => new(Peak, kind, WarmupFraction: 0);
}
