using SweepCluster.Contracts.Specs;

namespace SweepCluster.Silo.Telemetry;

/// <summary>Writes down what one slot's time goes to, and how long it stands still between two attempts although there is work.</summary>
internal sealed class SlotRecord(SlotMeter meter, DeviceKind device, TimeProvider time)
{
    private readonly SlotClock _clock = meter.Add(device);
    private long? _freedAt;

    /// <summary>From now on the time goes to something else.</summary>
    public void Enter(SlotActivity activity)
    {
        _clock.Enter(activity);
        if (activity == SlotActivity.Busy && _freedAt is { } freedAt)
        {
            meter.Refilled(device, time.GetElapsedTime(freedAt));
        }

        if (activity is SlotActivity.Busy or SlotActivity.NoWork or SlotActivity.Store or SlotActivity.Broken)
        {
            _freedAt = null;
        }
    }

    /// <summary>The end of the slot's attempt is durable.</summary>
    public void Freed() => _freedAt = time.GetTimestamp();
}
