using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Tests;

public sealed class SlotFitTests
{
    private const long GiB = 1L << 30;

    private static readonly ResourcesSpec SixGiB = new() { Memory = 6 * GiB };

    [Fact]
    public void Warning_NoSlotIsKnown_SaysNothing() => Assert.Null(SlotFit.Warning(SixGiB, []));

    [Fact]
    public void Warning_SweepThatTakesAnySlot_SaysNothing() =>
        Assert.Null(SlotFit.Warning(new ResourcesSpec(Priority: 90, Weight: 3), [Slot(DeviceKind.Cpu, null, "broken")]));

    [Fact]
    public void Warning_OneSlotFits_SaysNothing() =>
        Assert.Null(SlotFit.Warning(SixGiB, [Slot(DeviceKind.Cpu, 4 * GiB), Slot(DeviceKind.Gpu, 6 * GiB), Slot(DeviceKind.Gpu, 24 * GiB, "broken")]));

    [Fact]
    public void Warning_NoSlotOfTheKind_NamesIt() => Assert.Equal(
        "it needs a slot of kind gpu, and there is none",
        SlotFit.Warning(SixGiB with { Device = DeviceKind.Gpu }, [Slot(DeviceKind.Cpu, 64 * GiB)]));

    [Fact]
    public void Warning_AllSlotsAreTooSmall_NamesTheLargestOfTheKind()
    {
        SlotView[] slots = [Slot(DeviceKind.Cpu, 64 * GiB), Slot(DeviceKind.Gpu, 3 * GiB), Slot(DeviceKind.Gpu, 4 * GiB)];
        Assert.Equal(
            "it needs a slot with 6 GiB of memory, and the largest of kind gpu has 4 GiB",
            SlotFit.Warning(SixGiB with { Device = DeviceKind.Gpu }, slots));
        Assert.Equal(
            "it needs a slot with 6 GiB of memory, and the largest has an unknown amount", SlotFit.Warning(SixGiB, [Slot(DeviceKind.Cpu, null)]));
    }

    [Fact]
    public void Warning_OnlyBrokenSlotsFit_SaysSo() => Assert.Equal(
        "all slots that can serve it are broken",
        SlotFit.Warning(SixGiB, [Slot(DeviceKind.Gpu, 24 * GiB, "broken"), Slot(DeviceKind.Cpu, 2 * GiB)]));

    private static SlotView Slot(DeviceKind kind, long? memory, string state = "idle") =>
        new(new SlotId("silo", $"{kind}", 0), kind, state, null) { Memory = memory };
}
