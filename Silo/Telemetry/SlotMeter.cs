using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Telemetry;
using SweepCluster.Silo.Slots;
using static SweepCluster.Contracts.Telemetry.SweepTelemetry;

namespace SweepCluster.Silo.Telemetry;

/// <summary>Measures what the slots of this silo do with their time.</summary>
internal sealed class SlotMeter
{
    private static readonly string[] States = ["starting", "idle", "running", "draining", "broken"];

    private readonly ConcurrentQueue<(DeviceKind Device, SlotClock Clock)> _clocks = [];
    private readonly SlotBoard _board;
    private readonly TimeProvider _time;
    private readonly Histogram<double> _gaps;

    public SlotMeter(IMeterFactory meters, SlotBoard board, TimeProvider time)
    {
        (_board, _time) = (board, time);
        var meter = meters.Create(Name);
        _gaps = meter.CreateSeconds("sweep.slot.gap", "From the end of a slot's attempt to its next one, when work was there.", 1e-3, 60);
        meter.CreateObservableGauge("sweep.slots", Slots, "{slot}", "Slots of this silo, by device and state.");
        meter.CreateObservableCounter("sweep.slot.busy", Busy, "s", "How long slots ran attempts.");
        meter.CreateObservableCounter("sweep.slot.idle", Idle, "s", "How long slots ran none, by cause.");
    }

    /// <summary>A clock for a slot that begins to work.</summary>
    public SlotClock Add(DeviceKind device)
    {
        var clock = new SlotClock(_time);
        _clocks.Enqueue((device, clock));
        return clock;
    }

    /// <summary>A slot for which there was work has begun its next attempt.</summary>
    public void Refilled(DeviceKind device, TimeSpan gap) => _gaps.Record(gap.TotalSeconds, Tag("device", device.Label()));

    private IEnumerable<Measurement<int>> Slots()
    {
        foreach (var device in _board.Slots.GroupBy(status => status.Slot.Device))
        {
            var counts = device.CountBy(status => status.Slot.State).ToDictionary();
            foreach (var state in States)
            {
                yield return new(counts.GetValueOrDefault(state), Tag("device", device.Key.Label()), Tag("state", state));
            }
        }
    }

    private IEnumerable<Measurement<double>> Busy() => Devices().Select(device =>
        new Measurement<double>(Spent(device, SlotActivity.Busy), Tag("device", device.Key.Label())));

    private IEnumerable<Measurement<double>> Idle() =>
        from device in Devices()
        from cause in Enum.GetValues<SlotActivity>()
        where cause != SlotActivity.Busy
        select new Measurement<double>(Spent(device, cause), Tag("device", device.Key.Label()), Tag("cause", cause.Label()));

    private IEnumerable<IGrouping<DeviceKind, SlotClock>> Devices() => _clocks.GroupBy(slot => slot.Device, slot => slot.Clock);

    private static double Spent(IEnumerable<SlotClock> clocks, SlotActivity activity) => clocks.Sum(clock => clock.Spent(activity).TotalSeconds);
}
