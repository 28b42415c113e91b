using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests.Dispatch;

public abstract class DispatcherGrainTests(SweepTestCluster cluster)
{
    [Fact]
    public async Task Advise_Priorities_HigherFirst()
    {
        await SubmitAsync("priority-low", priority: 10);
        await SubmitAsync("priority-high", priority: 90);
        await SubmitAsync("priority-middle", priority: 50);

        Assert.Equal(["priority-high", "priority-middle", "priority-low"], await AdviseAsync("priority-"));
    }

    [Fact]
    public async Task Advise_EqualPriority_SmallestShareForItsWeightFirst()
    {
        var light = await SubmitAsync("share-light", weight: 1);
        var heavy = await SubmitAsync("share-heavy", weight: 3);
        await light.LeaseAsync(0);
        await heavy.LeaseAsync(1);
        await heavy.LeaseAsync(2);

        Assert.Equal(["share-heavy", "share-light"], await AdviseAsync("share-"));
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        await heavy.LeaseAsync(3);
        await heavy.LeaseAsync(4);
        await heavy.LeaseAsync(5);
        await heavy.LeaseAsync(6);

        Assert.Equal(["share-light", "share-heavy"], await AdviseAsync("share-"));
    }

    [Fact]
    public async Task Advise_SlotsThatAskAtOnce_AreNotAllSentToTheSameSweep()
    {
        await SubmitAsync("rush-a", priority: 100);
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        await SubmitAsync("rush-b", priority: 100);

        Assert.Equal("rush-a", (await AdviseAsync("rush-", slot: 0)).First());
        Assert.Equal("rush-b", (await AdviseAsync("rush-", slot: 1)).First());
        Assert.Equal("rush-a", (await AdviseAsync("rush-", slot: 2)).First());
    }

    [Fact]
    public async Task Advise_SweepWithoutRoom_GoesLast()
    {
        var full = await cluster.SubmitAsync("room-full", Specs.Simple() with
        {
            Resources = new ResourcesSpec(DeviceKind.Any, 90, 1),
            Limits = new LimitsSpec { MaxConcurrentTrials = 1 },
        });
        await SubmitAsync("room-free");
        Assert.Equal(["room-full", "room-free"], await AdviseAsync("room-"));

        await full.LeaseAsync(0);

        Assert.Equal(["room-free", "room-full"], await AdviseAsync("room-"));
    }

    [Fact]
    public async Task Advise_EqualShares_OldestFirst()
    {
        await SubmitAsync("age-b");
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await SubmitAsync("age-a");

        Assert.Equal(["age-b", "age-a"], await AdviseAsync("age-"));
    }

    [Theory]
    [InlineData(DeviceKind.Cpu, "kind-any", "kind-cpu")]
    [InlineData(DeviceKind.Gpu, "kind-any", "kind-gpu")]
    public async Task Advise_DeviceKinds_MustFit(DeviceKind offered, params string[] expected)
    {
        foreach (var kind in Enum.GetValues<DeviceKind>())
        {
            await SubmitAsync($"kind-{kind}".ToLowerInvariant(), device: kind);
        }

        Assert.Equal(expected, (await AdviseAsync("kind-", offered)).Order());
    }

    [Fact]
    public async Task Advise_Memory_MustBeEnough()
    {
        await cluster.SubmitAsync("memory-big", Specs.Simple() with { Resources = new ResourcesSpec(Priority: 90) { Memory = 6L << 30 } });
        await SubmitAsync("memory-any");

        Assert.Equal(["memory-big", "memory-any"], await AdviseAsync("memory-", memory: 6L << 30));
        Assert.Equal(["memory-any"], await AdviseAsync("memory-", memory: 5L << 30));
        Assert.Equal(["memory-any"], await AdviseAsync("memory-"));
    }

    [Fact]
    public async Task Advise_PausedAndFinishedSweeps_AreLeftOut()
    {
        await (await SubmitAsync("state-paused")).Grain.Pause();
        await (await SubmitAsync("state-over")).Grain.Cancel();
        await SubmitAsync("state-running");

        Assert.Equal(["state-running"], await AdviseAsync("state-"));
    }

    [Fact]
    public async Task GetQueue_SweepsWithSlots_TellsOrderSlotsAndRoomAndChangesNoAdvice()
    {
        var low = await SubmitAsync("queue-low", priority: 10, weight: 2);
        await SubmitAsync("queue-high", priority: 90);
        await low.LeaseAsync(0);

        var queue = (await cluster.Grains.GetGrain<IDispatcherGrain>("Cpu").GetQueue(DeviceKind.Cpu))
            .Where(sweep => sweep.Sweep.StartsWith("queue-", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(["queue-high", "queue-low"], queue.Select(sweep => sweep.Sweep));
        Assert.Equal((10, 2, 1), (queue[1].Priority, queue[1].Weight, queue[1].Running));
        Assert.Equal(0, queue[0].Running);
        Assert.True(queue[0].Room > 0, "a sweep that has just been submitted wants slots");
        Assert.Equal(["queue-high", "queue-low"], await AdviseAsync("queue-"));
    }

    private Task<SweepDriver> SubmitAsync(string id, int priority = 50, double weight = 1, DeviceKind device = DeviceKind.Any) =>
        cluster.SubmitAsync(id, Specs.Simple() with { Resources = new ResourcesSpec(device, priority, weight) });

    /// <summary>The advice among the sweeps of one test; the others of this collection are in the same store.</summary>
    private async Task<IEnumerable<string>> AdviseAsync(string prefix, DeviceKind device = DeviceKind.Cpu, long? memory = null, int slot = 0)
    {
        var offer = cluster.Driver(prefix).Offer(slot, device) with { Memory = memory };
        var advice = await cluster.Grains.GetGrain<IDispatcherGrain>($"{device}").Advise(offer);
        return advice.Where(id => id.StartsWith(prefix, StringComparison.Ordinal));
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : DispatcherGrainTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : DispatcherGrainTests(cluster);
}
