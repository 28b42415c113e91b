using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class CatalogFeedTests
{
    private readonly FakeTimeProvider _time = new(Samples.Start);
    private readonly FakeCluster _cluster = new(new FakeSweepGrain(Samples.Sweep, Samples.Trials));
    private readonly CatalogFeed _feed;

    public CatalogFeedTests() =>
        _feed = new(
            new SweepClient(_cluster.Grains),
            _time,
            new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance),
            NullLogger<CatalogFeed>.Instance);

    [Fact]
    public async Task WatchAsync_NobodyLooks_NothingIsWatched()
    {
        await Watch().DisposeAsync();

        Assert.Equal(0, _cluster.ListWatchers);
    }

    [Fact]
    public async Task WatchAsync_ListChanges_IsToldWithoutAnyTimePassing()
    {
        await using var updates = Watch();
        await using var others = Watch();
        Assert.Equal("digits-1", Assert.Single(Assert.IsType<CatalogUpdate.Current>(await updates.NextAsync()).Headlines).Id);
        await others.NextAsync();
        Assert.Equal(1, _cluster.ListWatchers);

        _cluster.Headlines = [];

        Assert.Empty(Assert.IsType<CatalogUpdate.Current>(await updates.NextAsync()).Headlines);
        Assert.Empty(Assert.IsType<CatalogUpdate.Current>(await others.NextAsync()).Headlines);
        Assert.Equal(Samples.Start, _time.GetUtcNow());
    }

    [Fact]
    public async Task WatchAsync_NothingChanges_TellsAndAsksNothing()
    {
        await using var updates = Watch();
        await updates.NextAsync();
        var next = updates.NextAsync();

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.False(next.IsCompleted);
        _cluster.Headlines = [];
        await next;
    }

    [Fact]
    public async Task WatchAsync_CatalogFails_SaysSoAndAsksAgain()
    {
        _cluster.Failure = new TimeoutException("no answer");
        await using var updates = Watch();

        Assert.Equal(new CatalogUpdate.Lost("no answer"), await updates.NextAsync());
        _cluster.Failure = null;
        Assert.IsType<CatalogUpdate.Current>(await _time.NextAsync(updates));
    }

    private IAsyncEnumerator<CatalogUpdate> Watch() =>
        _feed.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
}
