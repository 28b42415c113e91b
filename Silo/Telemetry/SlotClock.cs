namespace SweepCluster.Silo.Telemetry;

/// <summary>Adds up what one slot's time goes to, up to the moment of asking. Safe for concurrent use.</summary>
internal sealed class SlotClock
{
    private static readonly int ActivityCount = Enum.GetValues<SlotActivity>().Length;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan[] _spent = new TimeSpan[ActivityCount];
    private SlotActivity _activity = SlotActivity.Starting;
    private long _since;

    public SlotClock(TimeProvider time)
    {
        _time = time;
        _since = time.GetTimestamp();
    }

    /// <summary>From now on the time goes to something else.</summary>
    public void Enter(SlotActivity activity)
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            _spent[(int)_activity] += _time.GetElapsedTime(_since, now);
            (_activity, _since) = (activity, now);
        }
    }

    /// <summary>How much of the time so far went to an activity.</summary>
    public TimeSpan Spent(SlotActivity activity)
    {
        lock (_lock)
        {
            return _spent[(int)activity] + (_activity == activity ? _time.GetElapsedTime(_since) : TimeSpan.Zero);
        }
    }
}
