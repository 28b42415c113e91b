using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Telemetry;
using SweepCluster.Dashboard.Tests.Fakes;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class SweepFeedTests
{
    private readonly FakeTimeProvider _time = new(Samples.Start);
    private readonly FakeSweepGrain _sweep = new(Samples.Sweep, Samples.Trials);
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly SweepFeed _feed;

    public SweepFeedTests() =>
        _feed = new(new SweepClient(new FakeCluster(_sweep).Grains), new DashboardMeter(new TestMeters()), _time, _lifetime, NullLogger<SweepWatch>.Instance);

    [Fact]
    public async Task WatchAsync_Sweep_TellsHowItStandsAndFollowsFromThere()
    {
        await using var updates = Watch();

        var current = Assert.IsType<SweepUpdate.Current>(await updates.NextAsync());
        Assert.Equal(_sweep.Snapshot, current.Model.Sweep);
        Assert.Equal(5, current.Model.Read((trials, _) => trials.Rows.Count));
        await WatchedAsync(1);
        Assert.Equal([41], _sweep.WatchedFrom);
    }

    [Fact]
    public async Task WatchAsync_ManyEventsAtOnce_TellsTheirOutcomeOnceAndNotSoonerThanAFifthOfASecond()
    {
        await using var updates = Watch();
        await updates.NextAsync();
        await WatchedAsync(1);
        var before = _time.GetUtcNow();

        for (var change = 0; change < 50; change++)
        {
            _sweep.Change();
        }

        var current = Assert.IsType<SweepUpdate.Current>(await _time.NextAsync(updates));
        Assert.Equal(90, current.Model.Sweep.Sequence);
        Assert.True(_time.GetUtcNow() - before >= SweepWatch.LeastInterval);
    }

    /// <summary>That the cluster has no slot for it is no event.</summary>
    [Fact]
    public async Task WatchAsync_SweepThatWaits_TellsWhyWithoutAnEvent()
    {
        _sweep.Wait(warning: null);
        await using var updates = Watch();
        await updates.NextAsync();
        await WatchedAsync(1);

        _sweep.Wait("no slot fits");
        var current = Assert.IsType<SweepUpdate.Current>(await _time.NextAsync(updates));
        Assert.Equal("no slot fits", current.Model.Sweep.Warning);
    }

    [Fact]
    public async Task WatchAsync_TwoPages_ShareOneSubscription()
    {
        await using var one = Watch();
        await one.NextAsync();
        await WatchedAsync(1);
        await using var other = Watch();

        Assert.IsType<SweepUpdate.Current>(await other.NextAsync());
        _sweep.Change();
        await _time.NextAsync(one);
        await _time.NextAsync(other);
        Assert.Single(_sweep.WatchedFrom);
    }

    [Fact]
    public async Task WatchAsync_LastPageLeaves_EndsTheSubscription()
    {
        var one = Watch();
        var other = Watch();
        await one.NextAsync();
        await other.NextAsync();
        await WatchedAsync(1);

        await one.DisposeAsync();
        Assert.Equal(1, _sweep.Watchers);
        await other.DisposeAsync();
        await WatchedAsync(0);

        await using var again = Watch();
        Assert.IsType<SweepUpdate.Current>(await again.NextAsync());
        await WatchedAsync(1);
    }

    [Fact]
    public async Task WatchAsync_EventsBreak_SaysSoAndGoesOnFromTheLastSequence()
    {
        await using var updates = Watch();
        await updates.NextAsync();
        await WatchedAsync(1);
        _sweep.Change();
        await _time.NextAsync(updates);

        _sweep.BreakEvents();

        var lost = Assert.IsType<SweepUpdate.Lost>(await updates.NextAsync());
        Assert.Equal("the silo is gone", lost.Reason);
        Assert.IsType<SweepUpdate.Current>(await _time.NextAsync(updates));
        await WatchedAsync(1);
        Assert.Equal([41, 42], _sweep.WatchedFrom);
    }

    [Fact]
    public async Task WatchAsync_SweepIsOver_NeedsNoSubscription()
    {
        _sweep.Change(_sweep.Snapshot with { Status = SweepStatus.Completed });
        await using var one = Watch();
        await using var other = Watch();

        Assert.IsType<SweepUpdate.Current>(await one.NextAsync());
        Assert.IsType<SweepUpdate.Current>(await other.NextAsync());
        Assert.Empty(_sweep.WatchedFrom);
    }

    [Fact]
    public async Task WatchAsync_UnknownId_SaysSo()
    {
        await using var updates = Watch("nothing-7");

        Assert.IsType<SweepUpdate.Unknown>(await updates.NextAsync());
    }

    [Fact]
    public async Task WatchAsync_ProcessStops_Ends()
    {
        await using var updates = Watch();
        await updates.NextAsync();
        await WatchedAsync(1);

        _lifetime.StopApplication();

        Assert.False(await updates.MoveNextAsync());
        await WatchedAsync(0);
    }

    private IAsyncEnumerator<SweepUpdate> Watch(string id = "digits-1") =>
        _feed.WatchAsync(id, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private Task WatchedAsync(int watchers) => _time.PassUntilAsync(() => _sweep.Watchers == watchers);
}
