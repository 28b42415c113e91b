using SweepCluster.Contracts.Grains;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Silo.Tests.Devices;

public sealed class DeviceListTests
{
    [Theory]
    [InlineData("auto", 0, "cpu x8 with 1 threads")]
    [InlineData("auto", 2, "cuda:0 x2 with 4 threads; cuda:1 x2 with 4 threads")]
    [InlineData("cpu", 2, "cpu x1 with 8 threads")]
    [InlineData("cpu:2", 0, "cpu x2 with 4 threads")]
    [InlineData("cpu:3", 0, "cpu x3 with 2 threads")]
    [InlineData("cpu:16", 0, "cpu x16 with 1 threads")]
    [InlineData("cuda:1", 0, "cuda:1 x2 with 4 threads")]
    [InlineData("cuda:1-0,cuda:1-12", 0, "cuda:1-0 x2 with 4 threads; cuda:1-12 x2 with 4 threads")]
    [InlineData("cuda:0, cuda:3", 0, "cuda:0 x2 with 4 threads; cuda:3 x2 with 4 threads")]
    [InlineData("cuda:0,cpu:2", 0, "cuda:0 x2 with 4 threads; cpu x2 with 4 threads")]
    public void Read_Setting_GivesDevices(string setting, int gpus, string expected)
    {
        var devices = DeviceList.Read(setting, gpuSlots: 2, cores: 8, [.. Enumerable.Range(0, gpus).Select(index => FakeGpus.Gpu(index))]);

        Assert.Equal(
            expected, string.Join("; ", devices.Select(device => $"{device.Name} x{device.Slots} with {device.ThreadsPerSlot} threads")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda")]
    [InlineData("cpu:0")]
    [InlineData("cpu:1025")]
    [InlineData("cpu:-1")]
    [InlineData("cpu:two")]
    [InlineData("cpu:1:2")]
    [InlineData("cuda:0,,cuda:1")]
    [InlineData("cuda:01")]
    [InlineData("cuda:0-")]
    [InlineData("cuda:0-1-2")]
    [InlineData("AUTO")]
    public void Read_AnythingElse_SaysWhatIsAllowed(string setting)
    {
        var refusal = Assert.Throws<FormatException>(() => Read(setting));

        Assert.Contains("cpu:N", refusal.Message);
    }

    [Theory]
    [InlineData("cuda:0,cuda:0")]
    [InlineData("cpu,cpu:2")]
    public void Read_DeviceTwice_IsRefused(string setting) =>
        Assert.Contains("twice", Assert.Throws<FormatException>(() => Read(setting)).Message);

    [Fact]
    public void Read_AutoWithFaultedDevices_OffersThemUnlessAllAre()
    {
        Assert.Equal(["cuda:0", "cuda:1"], Read("auto", FakeGpus.Gpu(0, "lost"), FakeGpus.Gpu(1)).Select(device => device.Name));
        Assert.Equal(["cpu"], Read("auto", FakeGpus.Gpu(0, "lost")).Select(device => device.Name));
    }

    private static IReadOnlyList<Device> Read(string setting, params GpuView[] gpus) => DeviceList.Read(setting, 1, 8, gpus);
}
