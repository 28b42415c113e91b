using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Tests.Hosting;

/// <summary>A silo that takes no work for a while, on an embedded cluster of its own.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private const int Steps = 12;

    private readonly TemporaryHome _home = new();
    private LocalCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync(_home.Path);

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task Drain_TrialsRun_StopAfterTheirStepAndGoOnFromThereWhenTheSiloWorks()
    {
        var sweep = await SubmittedSweep.SubmitAsync(_cluster.Grains, ScriptedSweeps.Spec(1, ("steps", Steps), ("step_ms", 100)));
        await sweep.HasReportedAsync(2);

        await _cluster.Drain.DrainAsync(TestContext.Current.CancellationToken);

        var trial = await sweep.TrialAsync();
        Assert.NotEqual(TrialStatus.Running, trial.Status);
        await Eventually.True(
            () => Task.FromResult(_cluster.Board.Slots.All(status => status.Slot is { State: "draining", Attempt: null })), "all slots drain");
        Assert.InRange(trial.Step, 2, Steps - 1);

        _cluster.Drain.Resume();
        await sweep.HasBecomeAsync(SweepStatus.Completed);
        var attempts = await sweep.AttemptsAsync();
        Assert.Equal([(1, 0), (2, trial.Step)], attempts.Select(attempt => (attempt.Attempt, attempt.FromStep)));
        Assert.Equal(Enumerable.Range(1, Steps), attempts.SelectMany(attempt => attempt.Steps));
        Assert.Equal([AttemptOutcome.Abandoned(AbandonReason.Drained), AttemptOutcome.Completed], await sweep.OutcomesAsync());
    }

    [Fact]
    public async Task Order_OfAnOperator_IsFollowedAndTold()
    {
        var cluster = _cluster.Grains.GetGrain<IClusterGrain>(0);
        await Eventually.True(async () => (await cluster.GetSilos()).Length == 1, "the silo is heard of");
        var name = (await cluster.GetSilos())[0].Name;

        await cluster.Order(name, SiloOrder.Drain);
        Assert.True((await cluster.GetSilos())[0].IsDraining);
        await Eventually.True(() => Task.FromResult(_cluster.Drain.IsDraining), "the silo drains");

        await cluster.Order(name, SiloOrder.Work);
        await Eventually.True(() => Task.FromResult(!_cluster.Drain.IsDraining), "the silo works");
        Assert.False((await cluster.GetSilos())[0].IsDraining);
    }
}
