using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Grains.Telemetry;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Grains.Tests.Telemetry;

/// <summary>What a silo tells of the sweeps that are active on it, through real grains.</summary>
public sealed class SweepTelemetryTests : IAsyncLifetime
{
    private const int Slots = 8;

    private static readonly string[] Counters =
        ["sweep.trials.started", "sweep.reports", "sweep.attempts.ended", "sweep.trials.ended", "sweep.trial.retries"];

    private readonly SweepTestCluster _cluster = new();
    private MeterReading _reading = null!;

    public async ValueTask InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _reading = new MeterReading(_cluster.Service<IMeterFactory>());
    }

    public async ValueTask DisposeAsync()
    {
        _reading.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Gauges_OfASweepUnderWay_AreThoseOfItsLastCommit()
    {
        var sweep = await _cluster.SubmitAsync("gauged-1", Specs.Simple(runCap: 5));
        var first = await sweep.LeaseAsync(0);
        await sweep.LeaseAsync(1);
        await sweep.ReportAsync(first, 1, 0.75);
        await sweep.EndAsync(first, AttemptOutcome.Completed);

        Assert.Equal(1, _reading.Now("sweep.sweeps{status=running}"));
        Assert.Equal(1, _reading.Now("sweep.trials{state=running}"));
        Assert.Equal(3, _reading.Now("sweep.trials{state=queued}"));
        Assert.Equal(0.75, _reading.Now("sweep.objective.best{sweep=gauged-1,objective=score}"));
        Assert.Equal(1, _reading.Now("sweep.cluster.silos"));

        await sweep.Grain.Pause();

        Assert.Equal((0, 1), (_reading.Now("sweep.sweeps{status=running}"), _reading.Now("sweep.sweeps{status=paused}")));
        Assert.Equal(0, _reading.Now("sweep.trials{state=queued}"));
    }

    [Fact]
    public async Task Gauges_OfASweepThatIsOver_AreGone()
    {
        var sweep = await _cluster.SubmitAsync("gauged-1", Specs.Simple(runCap: 1));
        var lease = await sweep.LeaseAsync();
        await sweep.ReportAsync(lease, 1);
        await sweep.EndAsync(lease, AttemptOutcome.Completed);

        Assert.Equal(0, _reading.Now("sweep.sweeps{status=running}"));
        Assert.DoesNotContain(_reading.Series, series => series.Contains("gauged-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Queued_SweepWithoutEnd_IsTheTrialsThatWaitAndOne()
    {
        var sweep = await _cluster.SubmitAsync("gauged-1");
        await sweep.FailAsync(await sweep.LeaseAsync());

        Assert.Equal(2, _reading.Now("sweep.trials{state=queued}"));
    }

    [Fact]
    public async Task Counters_ActivationIsLostAndReadsItsLog_CountNothingTwice()
    {
        var sweep = await _cluster.SubmitAsync("replayed-1", Specs.Simple(runCap: 2));
        var lease = await sweep.LeaseAsync();
        await sweep.ReportAsync(lease, 1);
        var before = Counts();

        await _cluster.DeactivateAsync(sweep.Grain);
        await sweep.Grain.GetSnapshot();

        Assert.Equal(before, Counts());
        Assert.Equal(1, _reading.Now("sweep.sweeps{status=running}"));
        Assert.Equal(1, _reading.Now("sweep.trials{state=running}"));
        await sweep.EndAsync(lease, AttemptOutcome.Completed);
        Assert.Equal(["sweep.trials.ended{outcome=completed} 1"], _reading.NotZero("sweep.trials.ended"));
    }

    [Fact]
    public async Task Store_CannotBeWritten_IsCounted()
    {
        var sweep = await _cluster.SubmitAsync("failing-1");
        _cluster.Faults.FailNext("failing-1");

        await Assert.ThrowsAsync<IOException>(sweep.Grain.Pause);

        Assert.Equal(1, _reading.Now("sweep.store.failures"));
        Assert.NotEmpty(_reading.Recorded("sweep.commit"));
    }

    [Fact]
    public async Task Series_ThousandTrials_AreAsManyAsOfTheFirstHundred()
    {
        var sweep = await _cluster.SubmitAsync("many-1", Specs.Simple(runCap: 1_001));
        await RunAsync(sweep, 100);
        var before = _reading.Series.Order(StringComparer.Ordinal).ToArray();

        await RunAsync(sweep, 900);

        Assert.Equal(1_000, _reading.Now("sweep.trials.ended{outcome=completed}"));
        Assert.Equal(before, _reading.Series.Order(StringComparer.Ordinal));
        Assert.InRange(before.Length, 20, 200);
    }

    [Fact]
    public void Best_MoreSweepsThanAreNamed_NamesTheNewest()
    {
        var sweeps = new ActiveSweeps();
        var spec = Specs.Simple();
        for (var number = 0; number < SweepGauges.MostNamed + 20; number++)
        {
            var script = new SweepScript($"sweep-{number}", spec) { Time = DateTimeOffset.UnixEpoch.AddSeconds(number) };
            script.Submit();
            script.StartNew();
            script.Report(0, 1, 0.5);
            sweeps.Show(new object(), script.End(0, AttemptOutcome.Completed).Sweep);
        }

        using var meters = new TestMeters();
        using var reading = new MeterReading(meters);
        new SweepGauges(meters, sweeps, _cluster.Service<IClusterMembershipService>()).StartAsync(TestContext.Current.CancellationToken);

        var named = reading.Series.Where(series => series.StartsWith("sweep.objective.best", StringComparison.Ordinal)).ToArray();
        Assert.Equal(SweepGauges.MostNamed, named.Length);
        Assert.Contains("sweep.objective.best{sweep=sweep-119,objective=score}", named);
        Assert.DoesNotContain("sweep.objective.best{sweep=sweep-19,objective=score}", named);
        Assert.Equal(SweepGauges.MostNamed + 20, reading.Now("sweep.sweeps{status=running}"));
    }

    private string Counts() => string.Join(' ', Counters.SelectMany(_reading.NotZero));

    /// <summary>Runs trials that do nothing, in several slots at once.</summary>
    private static async Task RunAsync(SweepDriver sweep, int trials)
    {
        var left = trials;
        await Task.WhenAll(Enumerable.Range(0, Slots).Select(async slot =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var lease = await sweep.LeaseAsync(slot);
                await sweep.ReportAsync(lease, 1);
                await sweep.EndAsync(lease, AttemptOutcome.Completed);
            }
        }));
    }
}
