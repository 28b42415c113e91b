using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Tests.Hosting;

/// <summary>Who gets the slots, on embedded clusters of their own.</summary>
public sealed class PriorityTests : IAsyncLifetime
{
    private const int Steps = 8;

    /// <summary>The step that was under way when the other sweep came, and the one whose report is answered with the order to yield.</summary>
    private const int UnderWayAndLast = 2;

    private readonly TemporaryHome _home = new();
    private LocalCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync(_home.Path, "cpu:4");

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task Sweep_OfHigherPriority_TakesOverWithinAStepAndNothingIsLost()
    {
        var low = await SubmitAsync(4, priority: 10, weight: 1, ("steps", Steps), ("step_ms", 500));
        await Eventually.True(async () => (await low.Grain.GetSnapshot()).Trials.Running == 4, "the first sweep has all slots");
        await low.HasReportedAsync(2);

        var high = await SubmitAsync(2, priority: 90, weight: 1, ("steps", 4), ("step_ms", 100));
        await high.HasBecomeAsync(SweepStatus.Completed);
        await low.HasBecomeAsync(SweepStatus.Completed);

        var log = await low.LogAsync();
        var yields = log.OfType<AttemptEnded>().Where(ended => ended.Outcome == AttemptOutcome.Abandoned(AbandonReason.Preempted)).ToList();
        Assert.Equal(2, yields.Count);
        var reports = log.OfType<AttemptReported>().ToList();
        Assert.All(yields, ended => Assert.InRange(
            reports.Count(report => (report.Trial, report.Attempt) == (ended.Trial, ended.Attempt) && report.Time > high.SubmittedAt),
            0,
            UnderWayAndLast));
        Assert.All(
            reports.GroupBy(report => report.Trial), trial => Assert.Equal(Enumerable.Range(1, Steps), trial.Select(report => report.Step)));
    }

    [Fact]
    public async Task Sweeps_OfWeightsOneAndThree_ShareFourSlotsSo()
    {
        var light = await SubmitAsync(200, priority: 50, weight: 1, ("steps", 1), ("step_ms", 60));
        var heavy = await SubmitAsync(60, priority: 50, weight: 3, ("steps", 1), ("step_ms", 60));

        await heavy.HasBecomeAsync(SweepStatus.Completed);
        await light.Grain.Cancel();
        await light.HasBecomeAsync(SweepStatus.Canceled);

        var turns = (await heavy.LogAsync()).OfType<AttemptStarted>().Select(started => started.Time).ToList();
        var between = (await light.LogAsync()).OfType<AttemptStarted>().Count(started => started.Time > turns[0] && started.Time < turns[^1]);
        Assert.InRange(between, 18, 22);
    }

    private async Task<Submitted> SubmitAsync(int trials, int priority, double weight, params (string Name, object Value)[] script)
    {
        var spec = ScriptedSweeps.Spec(trials, script) with { Resources = new ResourcesSpec(DeviceKind.Any, priority, weight) };
        var sweep = await SubmittedSweep.SubmitAsync(_cluster.Grains, spec);
        return new Submitted(sweep, (await sweep.Grain.GetSnapshot()).SubmittedAt);
    }

    /// <summary>A sweep with the moment of its submission.</summary>
    private sealed record Submitted(SubmittedSweep Sweep, DateTimeOffset SubmittedAt)
    {
        public Contracts.Grains.ISweepGrain Grain => Sweep.Grain;

        public Task HasBecomeAsync(SweepStatus status) => Sweep.HasBecomeAsync(status);

        public Task HasReportedAsync(int step) => Sweep.HasReportedAsync(step);

        public Task<IReadOnlyList<SweepEvent>> LogAsync() => Sweep.LogAsync();
    }
}
