using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Tests.Wire;

/// <summary>What goes between silos arrives as it was sent.</summary>
public sealed class OrleansTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Specs_RoundTrip() => Assert.All(Samples.Specs, RoundTrip);

    [Fact]
    public void Events_RoundTrip() => Assert.All(Samples.Events, RoundTrip);

    [Fact]
    public void Snapshots_RoundTrip() => RoundTrip(Samples.Snapshot);

    [Fact]
    public void Leases_RoundTrip()
    {
        RoundTrip(Samples.Lease);
        RoundTrip(Assert.IsType<LeaseGranted>(Copy<LeaseReply>(new LeaseGranted(Samples.Lease))).Lease);
        Assert.Equal(new LeaseRefused("full"), Copy<LeaseReply>(new LeaseRefused("full")));
        var offer = new SlotOffer(Samples.Lease.Slot, "S1", DeviceKind.Cpu) { Memory = 1L << 33 };
        Assert.Equal(offer, Copy(offer));
    }

    [Fact]
    public void Messages_RoundTrip()
    {
        RoundTrip(new AttemptReport(Samples.Lease.Attempt, 3, new MetricSet([new Metric("a", double.NaN)]), 1, Samples.Lease.ResumeFrom));
        RoundTrip(new DirectiveReply(Directive.Stale, "newer attempt"));
        RoundTrip(new ImportanceReport(ImportanceMethod.PedAnova, 12, [new("lr", 0.75, null)], [new("lr", "width", 0.1)]) { IsByRank = true });
        RoundTrip(new SiloView("silo-a", "S127.0.0.1:11111:1", [new SlotView(Samples.Lease.Slot, DeviceKind.Gpu, "draining", Samples.Lease.Attempt)]) { IsDraining = true });
        RoundTrip(KeySecret.Draw().Key("laptop", AccessRole.Operator, DateTimeOffset.UnixEpoch) with { RevokedAt = DateTimeOffset.UnixEpoch });
        RoundTrip(new FinishedTrial(Samples.Lease.Parameters, 3, new MetricSet([new Metric("a", 0.5)])));
        RoundTrip(new TrialProgress(Samples.Lease.Attempt, Samples.Lease.Slot, "train", 1, 0.5, ["a", "b"]));
        var queued = new QueuedSweep("demo-1", 50, 1.5, 2, 3, 60) { Memory = 1L << 32, Device = DeviceKind.Gpu };
        Assert.Equal(queued, Copy(queued));
        RoundTrip(new SiloView("a", "S1", [new SlotView(Samples.Lease.Slot, DeviceKind.Gpu, "idle", null) { Memory = 1L << 34 }])
        {
            Gpus = [new GpuView("cuda:0", "GPU-1", "NVIDIA L4", 1L << 34, 5, 0.5, 61, 72.5, "the GPU is lost")],
        });
        Assert.Empty(Copy(new SiloView("of an older silo", "S1", []) { Gpus = default }).Gpus);
        Assert.Equal(new AttemptId(new TrialId("demo-1", 3), 2), Copy(new AttemptId(new TrialId("demo-1", 3), 2)));
    }

    private T Copy<T>(T original)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(original))!;
    }

    private void RoundTrip<T>(T original)
    {
        var copy = Copy(original);

        Assert.Equal(JsonSerializer.Serialize(original, SweepJson.Options), JsonSerializer.Serialize(copy, SweepJson.Options));
    }
}
