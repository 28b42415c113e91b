namespace SweepCluster.Silo.Slots;

/// <summary>
/// Decides whether a silent trial process hangs. The deadline is learned: ten times the longest silence the attempt has broken so far,
/// at least <paramref name="floor"/>, at most <paramref name="ceiling"/>; before the first sign of life it is the ceiling.
/// </summary>
internal sealed class HangWatch(TimeProvider time, TimeSpan floor, TimeSpan ceiling)
{
    private const int Factor = 10;

    private long _aliveAt = time.GetTimestamp();
    private TimeSpan? _longestSilence;
    private bool _isSuspended;

    /// <summary>How long the process may be silent now.</summary>
    public TimeSpan Deadline => _longestSilence is { } longest ? Clamp(longest * Factor) : ceiling;

    /// <summary>How long it has been silent.</summary>
    public TimeSpan Silence => _isSuspended ? TimeSpan.Zero : time.GetElapsedTime(Volatile.Read(ref _aliveAt));

    /// <summary>True when it has been silent for too long.</summary>
    public bool IsHung => Silence > Deadline;

    /// <summary>The process gave a sign of life.</summary>
    /// <param name="isRhythm">True when the sign belongs to the rhythm of training, from which the deadline is learned; a log line does not.</param>
    public void Alive(bool isRhythm)
    {
        var silence = Silence;
        if (isRhythm)
        {
            _longestSilence = _longestSilence is { } longest && longest > silence ? longest : silence;
        }

        Volatile.Write(ref _aliveAt, time.GetTimestamp());
    }

    /// <summary>The process waits for an answer from now on, so its silence means nothing.</summary>
    public void Suspend() => _isSuspended = true;

    /// <summary>The process has its answer.</summary>
    public void Resume()
    {
        Volatile.Write(ref _aliveAt, time.GetTimestamp());
        _isSuspended = false;
    }

    private TimeSpan Clamp(TimeSpan deadline) => deadline < floor ? Min(floor, ceiling) : Min(deadline, ceiling);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
