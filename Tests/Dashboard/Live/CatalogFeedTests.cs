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
    public async Task WatchAsync_NobodyLooks_AsksNothing()
    {
        await Watch().DisposeAsync();

        Assert.Equal(0, _cluster.Lists);
    }

    [Fact]
    public async Task WatchAsync_SomebodyLooks_AsksOnceASecond()
    {
        await using var updates = Watch();
        var first = Assert.IsType<CatalogUpdate.Current>(await updates.NextAsync());

        await _time.NextAsync(updates);

        Assert.Equal("digits-1", Assert.Single(first.Headlines).Id);
        Assert.InRange(_cluster.Lists, 2, 1 + ((_time.GetUtcNow() - Samples.Start) / PolledFeed<CatalogUpdate>.Interval));
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
