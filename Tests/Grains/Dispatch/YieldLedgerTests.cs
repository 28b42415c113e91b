using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Ids;
using SweepCluster.Grains.Dispatch;

namespace SweepCluster.Grains.Tests.Dispatch;

public sealed class YieldLedgerTests
{
    private static readonly SweepDemand Low = Demand("low", priority: 10, running: 4, room: 100);
    private static readonly SweepDemand Middle = Demand("middle", priority: 50, running: 2, room: 0);

    private readonly FakeTimeProvider _time = new();
    private readonly YieldLedger _ledger;

    public YieldLedgerTests() => _ledger = new YieldLedger(_time);

    [Fact]
    public void ShouldYield_NobodyOfHigherPriorityLacksASlot_IsFalse()
    {
        Assert.False(Ask(0, "low", Low, Middle));
        Assert.False(Ask(0, "middle", Low, Middle));
    }

    [Fact]
    public void ShouldYield_HigherPriorityLacksTwo_TwoSlotsOfTheLowestYield()
    {
        var high = Demand("high", priority: 90, running: 0, room: 2);

        Assert.False(Ask(4, "middle", Low, Middle, high));
        Assert.True(Ask(0, "low", Low, Middle, high));
        Assert.True(Ask(1, "low", Low, Middle, high));
        Assert.False(Ask(2, "low", Low, Middle, high));
        Assert.True(Ask(0, "low", Low, Middle, high));
    }

    [Fact]
    public void ShouldYield_LowestCannotYieldEnough_TheNextYieldToo()
    {
        var high = Demand("high", priority: 90, running: 0, room: 5);

        Assert.True(Ask(4, "middle", Low, Middle, high));
        Assert.False(Ask(5, "middle", Low, Middle, high));
    }

    [Fact]
    public void ShouldYield_FreedSlotHasNotMetTheDemandYet_NoOtherYieldsForIt()
    {
        var high = Demand("high", priority: 90, running: 0, room: 1);
        Assert.True(Ask(0, "low", Low, high));
        _ledger.Freed(Slot(0));

        Assert.False(Ask(1, "low", Low, high));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(Ask(1, "low", Low, high));
    }

    [Fact]
    public void ShouldYield_SlotThatWasAskedIsGone_AnotherYieldsInTheEnd()
    {
        var high = Demand("high", priority: 90, running: 0, room: 1);
        Assert.True(Ask(0, "low", Low, high));
        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.True(Ask(1, "low", Low, high));
    }

    [Fact]
    public void ShouldYield_SlotIsTooSmallForTheSweepOfHigherPriority_IsFalse()
    {
        var high = Demand("high", priority: 90, running: 0, room: 1);

        Assert.False(Ask(0, "low", Low, high with { Memory = 5 }));
        Assert.True(Ask(0, "low", Low, high with { Memory = 4 }));
    }

    [Fact]
    public void ShouldYield_SweepIsNotRunning_IsFalse() => Assert.False(Ask(0, "paused", Low, Middle));

    private bool Ask(int slot, string sweep, params SweepDemand[] demands) => _ledger.ShouldYield(Slot(slot), memory: 4, sweep, demands);

    private static SweepDemand Demand(string sweep, int priority, int running, int room) =>
        new(sweep, priority, Weight: 1, DateTime.UnixEpoch, running, room, Attempts: running, StepSeconds: 0);

    private static SlotId Slot(int index) => new("silo-a", "cpu", index);
}
