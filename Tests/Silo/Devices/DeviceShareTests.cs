using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Silo.Tests.Devices;

public sealed class DeviceShareTests
{
    [Theory]
    [InlineData("cpu:5", 2, "cpu:3 3|cpu:2 2")]
    [InlineData("cpu:2", 2, "cpu:1 4|cpu:1 4")]
    [InlineData("cpu", 1, "cpu:1 8")]
    [InlineData("cuda:0,cuda:1,cuda:2", 2, "cuda:0,cuda:2 0|cuda:1 0")]
    [InlineData("cpu:2,cuda:0", 2, "cuda:0,cpu:1 4|cpu:1 4")]
    public void Divide_Devices_DealsThemOutAndKeepsTheThreadsOfEachSlot(string devices, int silos, string expected)
    {
        var shares = DeviceShare.Divide(Read(devices, cores: 8), silos, memory: null);

        Assert.Equal(expected.Split('|'), shares.Select(share => $"{share.Devices} {share.Cores}"));
        Assert.Equal(
            Read(devices, cores: 8).Where(IsCpu).SelectMany(ThreadsOfSlots),
            shares.SelectMany(share => Read(share.Devices, share.Cores).Where(IsCpu)).SelectMany(ThreadsOfSlots));
    }

    [Theory]
    [InlineData("cpu:2", 2)]
    [InlineData("cuda:0,cpu:2", 3)]
    public void Divide_MoreSilosThanParts_IsRefused(string devices, int most)
    {
        Assert.Equal(most, DeviceShare.Most(Read(devices, cores: 8)));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeviceShare.Divide(Read(devices, cores: 8), most + 1, memory: null));
    }

    [Fact]
    public void Divide_Memory_IsDealtOutWithTheSlots() => Assert.Equal(
        [("3000000000B", 3_000_000_000), ("", null), ("1000000000B", 1_000_000_000)],
        new[] { DeviceShare.Divide(Read("cpu:4", cores: 8), 1, 3_000_000_000)[0], DeviceShare.Divide(Read("cuda:0,cuda:1", 8), 2, 5)[1], DeviceShare.Divide(Read("cpu:3", 8), 2, 1_500_000_000)[0] }
            .Select(share => (share.MemorySetting, share.Memory)));

    private static bool IsCpu(Device device) => device.Kind == DeviceKind.Cpu;

    private static IEnumerable<int> ThreadsOfSlots(Device device) => Enumerable.Repeat(device.ThreadsPerSlot, device.Slots);

    private static IReadOnlyList<Device> Read(string setting, int cores) => DeviceList.Read(setting, 1, cores, []);
}
