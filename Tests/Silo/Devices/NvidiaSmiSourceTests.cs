using SweepCluster.Contracts.Grains;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Silo.Tests.Devices;

/// <summary>Texts of the form that the program prints.</summary>
public sealed class NvidiaSmiSourceTests
{
    [Fact]
    public void Parse_Rows_AreDevicesAndWhatIsNotSupportedIsUnknown() => Assert.Equal(
        [
            new GpuView("cuda:0", "GPU-aa", "NVIDIA L4", 23034L << 20, 1L << 20, 0.37, 61, 72.5, null),
            new GpuView("cuda:1", "GPU-bb", "Tesla K80", 11441L << 20, null, null, 30, null, null),
        ],
        NvidiaSmiSource.Parse(
            """
            0, GPU-aa, NVIDIA L4, 23034, 1, 37, 61, 72.50, Disabled
            1, GPU-bb, Tesla K80, 11441, [N/A], [Not Supported], 30, [Unknown Error], [N/A]
            """,
            ""));

    [Fact]
    public void Parse_LostDevice_IsFaulted() => Assert.Equal(
        ["GPU is lost", null],
        NvidiaSmiSource.Parse(
            """
            0, GPU-aa, NVIDIA L4, [GPU is lost], [GPU is lost], [GPU is lost], [GPU is lost], [GPU is lost], [N/A]
            1, GPU-bb, NVIDIA L4, 23034, 1, 37, 61, 72.50, Disabled
            """,
            "").Select(gpu => gpu.Fault));

    [Fact]
    public void Parse_DividedDevice_StandsThereAsItsParts() => Assert.Equal(
        [("cuda:0-0", "MIG-11"), ("cuda:0-1", "MIG-22"), ("cuda:1", "GPU-bb")],
        NvidiaSmiSource.Parse(
            """
            0, GPU-aa, NVIDIA A100, 40960, 1, [N/A], 61, 72.50, Enabled
            1, GPU-bb, NVIDIA A100, 40960, 1, 0, 61, 72.50, Disabled
            """,
            """
            GPU 0: NVIDIA A100 (UUID: GPU-aa)
              MIG 3g.20gb     Device  0: (UUID: MIG-11)
              MIG 1g.5gb      Device  1: (UUID: MIG-22)
            GPU 1: NVIDIA A100 (UUID: GPU-bb)
            """).Select(gpu => (gpu.Device, gpu.Uuid!)));

    [Fact]
    public void Parse_AnythingElse_IsNoDevice() => Assert.Empty(NvidiaSmiSource.Parse("No devices were found\n", ""));
}
