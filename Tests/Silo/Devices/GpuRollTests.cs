using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Silo.Tests.Devices;

public sealed class GpuRollTests
{
    private readonly GpuRoll _roll = new();

    [Fact]
    public void Call_DeviceThatIsMissing_IsFaultedAndTheOthersKeepTheirNames()
    {
        Call(FakeGpus.Gpu(0, uuid: "a"), FakeGpus.Gpu(1, uuid: "b"));

        var left = Call(FakeGpus.Gpu(0, uuid: "b"));
        Assert.Equal(
            [("cuda:0", "a", "the driver does not list it any more"), ("cuda:1", "b", null)],
            left.Select(gpu => (gpu.Device, gpu.Uuid!, gpu.Fault)));
        Assert.Equal((24L << 30, null, null), (left[0].Memory, left[0].MemoryUsed, left[0].Celsius));

        Assert.All(Call(FakeGpus.Gpu(0, uuid: "a"), FakeGpus.Gpu(1, uuid: "b")), gpu => Assert.Null(gpu.Fault));
    }

    [Fact]
    public void Call_DriverThatListsNothing_FaultsEveryDeviceWithItsReason()
    {
        Call(FakeGpus.Gpu(0), FakeGpus.Gpu(1));

        Assert.Equal(
            ["the driver is not loaded", "the driver is not loaded"],
            _roll.Call(new GpuInventory("nvml", [], "the driver is not loaded")).Gpus.Select(gpu => gpu.Fault));
    }

    [Fact]
    public void Call_FaultedDeviceThatSaysNothing_IsStillKnown()
    {
        Call(FakeGpus.Gpu(0));

        var gpu = Assert.Single(Call(new GpuView("cuda:0", null, null, null, null, null, null, null, "lost")));
        Assert.Equal(("GPU-0", "NVIDIA L4", 24L << 30, "lost"), (gpu.Uuid, gpu.Name, gpu.Memory, gpu.Fault));
    }

    [Fact]
    public void Call_SameDeviceTwice_CountsOnce() =>
        Assert.Equal(["cuda:0"], Call(FakeGpus.Gpu(0, uuid: "a"), FakeGpus.Gpu(1, uuid: "a")).Select(gpu => gpu.Device));

    [Fact]
    public void Call_PartsMadeAnew_TakeTheNamesOfTheOldOnes()
    {
        Call(FakeGpus.Gpu(0, uuid: "MIG-1") with { Device = "cuda:0-0" });

        var part = Assert.Single(Call(FakeGpus.Gpu(0, uuid: "MIG-2") with { Device = "cuda:0-0" }));
        Assert.Equal(("MIG-2", null), (part.Uuid, part.Fault));
    }

    [Fact]
    public void Call_NeverSeenWell_IsNotMissed()
    {
        Call(FakeGpus.Gpu(0), FakeGpus.Gpu(1, fault: "lost"));

        Assert.Equal(["cuda:0"], Call(FakeGpus.Gpu(0)).Select(gpu => gpu.Device));
    }

    private ImmutableArray<GpuView> Call(params GpuView[] gpus) => _roll.Call(new GpuInventory("nvml", [.. gpus])).Gpus;
}
