using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class ClusterFeedTests
{
    private readonly FakeTimeProvider _time = new(Samples.Start);
    private readonly FakeCluster _cluster = new(new FakeSweepGrain(Samples.Sweep, Samples.Trials));
    private readonly ClusterFeed _feed;

    public ClusterFeedTests() =>
        _feed = new(
            new SweepClient(_cluster.Grains),
            _time,
            new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance),
            NullLogger<ClusterFeed>.Instance);

    [Fact]
    public async Task WatchAsync_SilosOrSweepsChange_TellsSilosAndQueueAsTheyAreThen()
    {
        _cluster.Silos = [Silo("silo-a")];
        await using var updates = Watch();
        Assert.Equal("silo-a", Assert.Single((await UntilAsync(updates, update => update.Silos.Length == 1)).Silos).Name);

        _cluster.Silos = [Silo("silo-a"), Silo("silo-b")];
        await UntilAsync(updates, update => update.Silos.Length == 2 && update.Queue.IsEmpty);
        _cluster.Queue = [new QueuedSweep("digits-1", 50, 1, 1, 3, 60)];

        Assert.Equal("digits-1", Assert.Single((await UntilAsync(updates, update => !update.Queue.IsEmpty)).Queue).Sweep);
        Assert.Equal(Samples.Start, _time.GetUtcNow());
    }

    [Fact]
    public async Task WatchAsync_ClusterFails_SaysSoAndWatchesAgain()
    {
        _cluster.Failure = new TimeoutException("no answer");
        await using var updates = Watch();
        Assert.Equal(new ClusterUpdate.Lost("no answer"), await updates.NextAsync());

        _cluster.Failure = null;

        Assert.IsType<ClusterUpdate.Current>(await _time.NextAsync(updates));
    }

    private static SiloView Silo(string name) =>
        new(name, "S1", [new SlotView(new(name, "cpu", 0), Contracts.Specs.DeviceKind.Cpu, "idle", null)]);

    private static async Task<ClusterUpdate.Current> UntilAsync(IAsyncEnumerator<ClusterUpdate> updates, Predicate<ClusterUpdate.Current> isSo)
    {
        while (true)
        {
            if (Assert.IsType<ClusterUpdate.Current>(await updates.NextAsync()) is var update && isSo(update))
            {
                return update;
            }
        }
    }

    private IAsyncEnumerator<ClusterUpdate> Watch() =>
        _feed.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
}
