using System.Runtime.Loader;
using SweepCluster.Contracts.Grains;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Silo.Tests.Devices.FakeNvml;

/// <summary>What is made of a real library's answers, through the real calls.</summary>
[Collection<OneNvml>]
public sealed class NvmlSourceTests(NvmlFixture nvml)
{
    private readonly NvmlSource _source = new();

    [Fact]
    public void Look_TwoDevices_TellsAllOfThem()
    {
        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a"), $"gpu 0 GPU-b Tesla {1L << 30} 0 0 30 0 0");

        Assert.Equal(
            [
                new GpuView("cuda:0", "GPU-a", "NVIDIA-L4", 24L << 30, 1L << 30, 0.37, 61, 72.5, null),
                new GpuView("cuda:1", "GPU-b", "Tesla", 1L << 30, 0, 0, 30, 0, null),
            ],
            Look().Gpus);
    }

    [Fact]
    public void Look_NotSupported_IsUnknownAndNoFault()
    {
        nvml.Answer(Lines.Well, "gpu 0 GPU-a Old 1073741824 5 - - - 0", "gpu 0 GPU-b Older - - 10 20 30 0");

        Assert.Equal(new GpuView("cuda:0", "GPU-a", "Old", 1L << 30, 5, null, null, null, null), Look().Gpus[0]);
        Assert.Equal(new GpuView("cuda:1", "GPU-b", "Older", null, null, 0.1, 20, 0.03, null), Look().Gpus[1]);
    }

    [Theory]
    [InlineData(9, "the driver is not loaded")]
    [InlineData(15, "it has fallen off the bus")]
    [InlineData(16, "it must be reset")]
    [InlineData(18, "the driver and its library are of different versions")]
    public void Look_HealthCode_FaultsThatDeviceAlone(int code, string fault)
    {
        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a", code), Lines.Gpu("GPU-b"), Lines.Gone(code));

        Assert.Equal([fault, null, fault], Look().Gpus.Select(gpu => gpu.Fault));
        Assert.Equal("GPU-b", Look().Gpus[1].Uuid);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void Look_DeviceOfOthers_IsLeftOut(int code)
    {
        nvml.Answer(Lines.Well, Lines.Gone(code), Lines.Gpu("GPU-b"));

        Assert.Equal("cuda:1", Assert.Single(Look().Gpus).Device);
    }

    [Fact]
    public void Look_DividedDevice_StandsThereAsItsPartsAlone()
    {
        nvml.Answer(
            Lines.Well, Lines.Gpu("GPU-a", mig: 1), Lines.Part("MIG-1", 10), Lines.Part("MIG-2", 5), Lines.Gpu("GPU-b"), Lines.Gpu("GPU-c", mig: 1));

        Assert.Equal(
            [("cuda:0-0", "MIG-1", 10L << 30), ("cuda:0-1", "MIG-2", 5L << 30), ("cuda:1", "GPU-b", 24L << 30)],
            Look().Gpus.Select(gpu => (gpu.Device, gpu.Uuid!, gpu.Memory!.Value)));
        Assert.All(Look().Gpus[..2], part => Assert.Equal((null, null, null), (part.Utilization, part.Celsius, part.Watts)));
    }

    [Theory]
    [InlineData("init 9", "the driver is not loaded")]
    [InlineData("init 18", "the driver and its library are of different versions")]
    [InlineData("init 999", "NVML answers with code 999")]
    public void Look_LibraryThatCannotStart_SaysWhyAndTriesAgain(string init, string trouble)
    {
        nvml.Answer(init, Lines.Gpu("GPU-a"));
        Assert.Equal(("nvml", trouble), (Look().Source, Look().Trouble));
        Assert.Empty(Look().Gpus);

        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a"));
        Assert.Null(Look().Trouble);
        Assert.Single(Look().Gpus);
    }

    [Fact]
    public void Look_DeviceThatFallsOffAndComesBack_IsFaultedMeanwhile()
    {
        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a"), Lines.Gpu("GPU-b"));
        Assert.All(Look().Gpus, gpu => Assert.Null(gpu.Fault));

        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a"), Lines.Gpu("GPU-b", Lines.Lost));
        Assert.Equal([null, "it has fallen off the bus"], Look().Gpus.Select(gpu => gpu.Fault));

        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a"), Lines.Gpu("GPU-b"));
        Assert.All(Look().Gpus, gpu => Assert.Null(gpu.Fault));
    }

    /// <summary>The runtime keeps a library once it has found it, so a second copy of the code is asked.</summary>
    [Fact]
    public void Look_NoLibrary_IsNoSource()
    {
        NvmlFixture.Hide();
        var copy = new AssemblyLoadContext("copy").LoadFromAssemblyPath(typeof(NvmlSource).Assembly.Location);
        var source = Activator.CreateInstance(copy.GetType(typeof(NvmlSource).FullName!)!)!;
        var look = source.GetType().GetMethod(nameof(NvmlSource.Look))!;

        Assert.Null(look.Invoke(source, null));

        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a"));
        Assert.NotNull(look.Invoke(source, null));
    }

    private GpuInventory Look() => Assert.IsType<GpuInventory>(_source.Look());
}
