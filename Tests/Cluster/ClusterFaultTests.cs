using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Cluster.Tests;

/// <summary>The failure table, line by line: real silos, real Redis, real PostgreSQL, default timings.</summary>
public sealed class ClusterFaultTests(RealCluster cluster) : IClassFixture<RealCluster>, IAsyncLifetime
{
    private const int Steps = 24;
    private static readonly (string, long)[] Script = [("steps", Steps), ("step_ms", 250)];
    private static readonly ParameterSpec Crash = new("fault", new ConstantDistribution(ParameterValue.Of("exit")), []);

    public async ValueTask InitializeAsync()
    {
        foreach (var name in (string[])["a", "b"])
        {
            if (cluster.Silos.FirstOrDefault(silo => silo.Name == name) is not { } silo)
            {
                await cluster.StartSilosAsync(name);
            }
            else if (silo.HasExited)
            {
                await cluster.RestartSiloAsync(name);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silo_Killed_ItsTrialsGoOnElsewhereFromTheirCheckpoints(bool isCoordinator)
    {
        var sweep = await cluster.SubmitAsync(4, Script);
        await sweep.RunsAsync(4);
        var coordinator = await cluster.CoordinatorOf(sweep);
        var victim = isCoordinator ? coordinator : cluster.Silos.Single(silo => silo.Name != coordinator).Name;

        var killedAt = DateTimeOffset.UtcNow;
        await cluster.Silo(victim).KillAsync();

        var log = await sweep.CompletedAsync(cluster);
        var lost = Lost(log, AbandonReason.SiloLost);
        Assert.Equal(2, lost.Count);
        Assert.All(lost, ended => Assert.InRange(ended.Time - killedAt, TimeSpan.Zero, TimeSpan.FromSeconds(15)));
        AssertNothingLost(log, trials: 4);
        AssertOthersUndisturbed(log, lost);
    }

    [Fact]
    public async Task AllSilos_KilledAndStarted_TheSweepGoesOnByItself()
    {
        var sweep = await cluster.SubmitAsync(4, Script);
        await sweep.RunsAsync(4);

        await Task.WhenAll(cluster.Silos.Select(silo => silo.KillAsync()));
        await Task.WhenAll(cluster.RestartSiloAsync("a"), cluster.RestartSiloAsync("b"));

        AssertNothingLost(await sweep.CompletedAsync(cluster), trials: 4);
    }

    [Fact]
    public async Task Silo_Drained_HandsItsTrialsBackAndExitsWithZero()
    {
        var sweep = await cluster.SubmitAsync(4, Script);
        await sweep.RunsAsync(4);

        await cluster.Silo("b").DrainAsync();

        Assert.Equal(0, cluster.Silo("b").ExitCode);
        var log = await sweep.CompletedAsync(cluster);
        var drained = Lost(log, AbandonReason.Drained);
        Assert.Equal(2, drained.Count);
        AssertNothingLost(log, trials: 4);
        AssertOthersUndisturbed(log, drained);
    }

    [Fact]
    public async Task Silo_ToldToDrain_GivesItsTrialsBackAndGetsNoneUntilItWorksAgain()
    {
        var sweep = await cluster.SubmitAsync(6, Script);
        await sweep.RunsAsync(4);
        var silos = cluster.Grains.GetGrain<IClusterGrain>(0);

        await silos.Order("b", SiloOrder.Drain);
        await Eventually.TrueAsync(
            async () => (await silos.GetSilos()).Single(silo => silo.Name == "b") is { IsDraining: true } view
                && view.Slots.All(slot => slot is { State: "draining", Attempt: null }),
            () => "silo b went on");

        // The two trials that were handed back and the two that wait take turns on the other silo.
        var log = await sweep.CompletedAsync(cluster);
        var drained = Lost(log, AbandonReason.Drained);
        Assert.Equal(2, drained.Count);
        Assert.DoesNotContain(log.OfType<AttemptStarted>(), started => started.Slot.Silo == "b" && started.Time > drained[0].Time);
        AssertNothingLost(log, trials: 6);

        await silos.Order("b", SiloOrder.Work);
        var next = await cluster.SubmitAsync(4, Script);
        await next.RunsAsync(4);
        AssertNothingLost(await next.CompletedAsync(cluster), trials: 4);
    }

    [Fact]
    public async Task Silo_AskedForDrainOverHttp_AnswersWhenItsTrialsAreHandedBack()
    {
        var sweep = await cluster.SubmitAsync(4, Script);
        await sweep.RunsAsync(4);

        Assert.Equal("drained: no slot runs anything", await cluster.Silo("b").GetAsync("/drain"));

        Assert.DoesNotContain(await sweep.Grain.GetTrials(), trial => trial is { Status: TrialStatus.Running, Slot.Silo: "b" });
        Assert.StartsWith("Healthy", await cluster.Silo("b").GetAsync("/readyz"));
        await cluster.Silo("b").DrainAsync();
        Assert.Equal(0, cluster.Silo("b").ExitCode);
        var log = await sweep.CompletedAsync(cluster);
        Assert.Equal(2, Lost(log, AbandonReason.Drained).Count);
        AssertNothingLost(log, trials: 4);
    }

    /// <summary>A trial that fails again goes to the other silo, right after its grain has left this one.</summary>
    [Fact]
    public async Task Trial_FailsAgainAndAgain_BeginsSoonWhereverItIsLeased()
    {
        var spec = RealCluster.Spec(4, ("steps", 3), ("step_ms", 50), ("fault_step", 1), ("fault_attempts", 3));
        var sweep = await cluster.SubmitAsync(spec with { Parameters = [.. spec.Parameters, Crash] });

        var log = await sweep.CompletedAsync(cluster);

        var started = log.OfType<AttemptStarted>().ToList();
        Assert.Equal(16, started.Count);
        Assert.Contains(started.GroupBy(attempt => attempt.Trial), trial => trial.DistinctBy(attempt => attempt.Slot.Silo).Count() == 2);
        Assert.All(started, attempt => Assert.InRange(
            log.First(e => e.Sequence > attempt.Sequence && Concerns(e, attempt)).Time - attempt.Time, TimeSpan.Zero, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Silo_FrozenAndAwake_IsFencedAndItsTrialsGoOnElsewhere()
    {
        var sweep = await cluster.SubmitAsync(4, Script);
        await sweep.RunsAsync(4);
        var coordinator = await cluster.CoordinatorOf(sweep);
        var frozen = cluster.Silos.Single(silo => silo.Name != coordinator);

        frozen.Suspend();
        await Eventually.TrueAsync(
            async () => (await sweep.Grain.GetTrials()).Any(trial => trial.Attempt > 1), () => "no trial went on elsewhere");
        frozen.Awake();

        var log = await sweep.CompletedAsync(cluster);
        Assert.Equal(2, Lost(log, AbandonReason.SiloLost).Count);
        AssertNothingLost(log, trials: 4);
        await Eventually.TrueAsync(() => Task.FromResult(frozen.HasExited), () => "a silo that was declared dead went on");
    }

    [Fact]
    public async Task Postgres_StoppedForSeconds_TrialsGoOnAndNothingIsAcknowledgedThatIsNotStored()
    {
        var sweep = await cluster.SubmitAsync(4, Script);
        await sweep.RunsAsync(4);

        await cluster.Postgres.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        await cluster.Postgres.StartAsync();

        var log = await sweep.CompletedAsync(cluster);
        AssertNothingLost(log, trials: 4);
        Assert.All(log.OfType<AttemptEnded>(), ended => Assert.Equal(AttemptOutcome.Completed, ended.Outcome));
    }

    [Fact]
    public async Task Redis_KilledForSeconds_TrialsDoNotNoticeAndLaterFaultsAreSeen()
    {
        var sweep = await cluster.SubmitAsync(4, Script);
        await sweep.RunsAsync(4);
        var coordinator = await cluster.CoordinatorOf(sweep);

        await cluster.Redis.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        await cluster.Redis.StartAsync();
        await cluster.Silos.Single(silo => silo.Name != coordinator).KillAsync();

        var log = await sweep.CompletedAsync(cluster);
        AssertNothingLost(log, trials: 4);
        Assert.Equal(2, Lost(log, AbandonReason.SiloLost).Count);
    }

    [Fact]
    public async Task Silo_StartedWhileRedisIsAway_WaitsForIt()
    {
        await cluster.Redis.StopAsync();
        var starting = cluster.StartSiloAsync("c");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.False(starting.IsCompleted);

        await cluster.Redis.StartAsync();

        using var silo = await starting;
        await silo.DrainAsync();
        Assert.Equal(0, silo.ExitCode);
    }

    private static bool Concerns(SweepEvent e, AttemptStarted attempt) => e switch
    {
        AttemptReported reported => (reported.Trial, reported.Attempt) == (attempt.Trial, attempt.Attempt),
        AttemptEnded ended => (ended.Trial, ended.Attempt) == (attempt.Trial, attempt.Attempt),
        _ => false,
    };

    private static List<AttemptEnded> Lost(IReadOnlyList<SweepEvent> log, AbandonReason reason) =>
        [.. log.OfType<AttemptEnded>().Where(ended => ended.Outcome == AttemptOutcome.Abandoned(reason))];

    /// <summary>Every step of every trial was reported, in order, each attempt from the checkpoint of the last one on.</summary>
    private static void AssertNothingLost(IReadOnlyList<SweepEvent> log, int trials)
    {
        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(e => e.Sequence));
        for (var trial = 0; trial < trials; trial++)
        {
            var saved = 0;
            var reported = 0;
            foreach (var e in log)
            {
                switch (e)
                {
                    case CheckpointSaved checkpoint when checkpoint.Trial == trial:
                        saved = checkpoint.Checkpoint.Step;
                        break;
                    case AttemptStarted started when started.Trial == trial:
                        Assert.Equal(saved, started.FromStep);
                        reported = saved;
                        break;
                    case AttemptReported report when report.Trial == trial:
                        Assert.Equal(++reported, report.Step);
                        break;
                }
            }

            Assert.Equal(Steps, reported);
            Assert.Single(log.OfType<AttemptEnded>(), ended => ended.Trial == trial && ended.Outcome == AttemptOutcome.Completed);
        }

        Assert.Equal(SweepStatus.Completed, Assert.IsType<SweepFinished>(log[^1]).Status);
    }

    /// <summary>The trials whose silo lived on had one attempt.</summary>
    private static void AssertOthersUndisturbed(IReadOnlyList<SweepEvent> log, List<AttemptEnded> lost) => Assert.All(
        log.OfType<AttemptStarted>().Where(started => lost.TrueForAll(ended => ended.Trial != started.Trial)),
        started => Assert.Equal(1, started.Attempt));
}
