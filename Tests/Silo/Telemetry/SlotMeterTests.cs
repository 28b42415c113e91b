using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Slots;
using SweepCluster.Silo.Telemetry;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Silo.Tests.Telemetry;

/// <summary>What is told of the slots' time.</summary>
public sealed class SlotMeterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestMeters _meters = new();
    private readonly SlotBoard _board = new(new SiloDrain());
    private readonly SlotMeter _meter;
    private readonly MeterReading _reading;

    public SlotMeterTests() => (_meter, _reading) = (new SlotMeter(_meters, _board, _time), new MeterReading(_meters));

    public void Dispose()
    {
        _reading.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public void Time_OfTwoSlots_IsAddedUpByWhatItGoesTo()
    {
        var (one, other) = (_meter.Add(DeviceKind.Cpu), _meter.Add(DeviceKind.Cpu));
        Pass(1);
        one.Enter(SlotActivity.Busy);
        Pass(5);
        one.Enter(SlotActivity.NoWork);
        other.Enter(SlotActivity.Busy);
        Pass(3);

        Assert.Equal(["sweep.slot.busy{device=cpu} 8"], _reading.NotZero("sweep.slot.busy"));
        Assert.Equal(
            ["sweep.slot.idle{device=cpu,cause=no_work} 3", "sweep.slot.idle{device=cpu,cause=starting} 7"], _reading.NotZero("sweep.slot.idle"));
    }

    [Fact]
    public void Time_WhileAnAttemptRuns_GrowsWithIt()
    {
        var clock = _meter.Add(DeviceKind.Gpu);
        clock.Enter(SlotActivity.Busy);
        Pass(60);
        var before = _reading.Now("sweep.slot.busy{device=gpu}");
        Pass(60);

        Assert.Equal((60, 120), (before, _reading.Now("sweep.slot.busy{device=gpu}")));
    }

    [Fact]
    public void Slots_ByState_AreThoseOfTheBoard()
    {
        Show(0, "running");
        Show(1, "running");
        Show(2, "broken");
        Show(2, "idle");

        Assert.Equal(2, _reading.Now("sweep.slots{device=cpu,state=running}"));
        Assert.Equal(1, _reading.Now("sweep.slots{device=cpu,state=idle}"));
        Assert.Contains("sweep.slots{device=cpu,state=broken}", _reading.Series);
        Assert.Equal(0, _reading.Now("sweep.slots{device=cpu,state=broken}"));
    }

    [Fact]
    public void Gap_BetweenTwoAttempts_IsRecordedFromTheEndOfTheFirst()
    {
        var record = new SlotRecord(_meter, DeviceKind.Cpu, _time);
        record.Enter(SlotActivity.Busy);
        Pass(9);
        record.Enter(SlotActivity.Handover);
        record.Freed();
        Pass(2);
        record.Enter(SlotActivity.Starting);
        Pass(1);
        record.Enter(SlotActivity.Busy);

        Assert.Equal([3], _reading.Recorded("sweep.slot.gap{device=cpu}"));
    }

    [Theory]
    [InlineData("NoWork")]
    [InlineData("Store")]
    [InlineData("Broken")]
    public void Gap_WhereThereWasNoWorkOrNoWayToIt_IsNone(string wait)
    {
        var record = new SlotRecord(_meter, DeviceKind.Cpu, _time);
        record.Freed();
        record.Enter(Enum.Parse<SlotActivity>(wait));
        Pass(60);
        record.Enter(SlotActivity.Busy);

        Assert.Empty(_reading.Recorded("sweep.slot.gap{device=cpu}"));
    }

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private void Show(int index, string state) =>
        _board.Show(new SlotStatus(new SlotView(new SlotId("silo-a", "cpu", index), DeviceKind.Cpu, state, null), null));
}
