using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;
using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>When a sweep had work that a slot could have taken and its cap allowed, worked out from its events in hindsight.</summary>
internal sealed class WorkTimes
{
    private readonly List<(TimeSpan From, TimeSpan To)> _times = [];
    private readonly Dictionary<int, int> _lastAttempt = [];
    private readonly Dictionary<int, int> _failures = [];
    private readonly PriorityQueue<int, TimeSpan> _pauses = new();

    // Trials that are to pause or wait to be promoted: when they may go on, the events do not tell.
    private readonly HashSet<int> _held = [];
    private int _suggested;
    private int _waiting;
    private int _running;
    private bool _isHeldBack;
    private TimeSpan? _since;

    public WorkTimes(SweepLog log)
    {
        Log = log;
        foreach (var started in log.Events.OfType<AttemptStarted>())
        {
            _lastAttempt[started.Trial] = started.Attempt;
        }

        foreach (var e in log.Events)
        {
            var now = VirtualTime.SinceStart(e.Time);
            EndPauses(now);
            Read(e, now);
            Note(now);
        }
    }

    public SweepLog Log { get; }

    /// <summary>The times, earliest first.</summary>
    public IReadOnlyList<(TimeSpan From, TimeSpan To)> Times => _times;

    private bool HasWork => !_isHeldBack
        && _running < (Log.Plan.Cap ?? int.MaxValue)
        && (_waiting > 0 || _suggested < Log.Plan.Trials);

    /// <summary>True when a slot of that kind and memory may work for the sweep.</summary>
    public bool Fits(DeviceKind kind, long? memory) =>
        (Log.Plan.Device == DeviceKind.Any || Log.Plan.Device == kind) && (Log.Plan.Memory is not { } needed || memory >> 30 >= needed);

    /// <summary>The longest part of a time in which the sweep had work all along.</summary>
    public TimeSpan LongestWithin(TimeSpan from, TimeSpan to)
    {
        var longest = TimeSpan.Zero;
        for (var i = FirstEndingAfter(from); i < _times.Count && _times[i].From < to; i++)
        {
            var (start, end) = (_times[i].From > from ? _times[i].From : from, _times[i].To < to ? _times[i].To : to);
            longest = end - start > longest ? end - start : longest;
        }

        return longest;
    }

    /// <summary>True when the sweep had work during all of a time.</summary>
    public bool Covers(TimeSpan from, TimeSpan to) =>
        FirstEndingAfter(to) is var i && i < _times.Count && _times[i].From <= from;

    private int FirstEndingAfter(TimeSpan time)
    {
        var (low, high) = (0, _times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _times[middle].To <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Read(SweepEvent e, TimeSpan now)
    {
        switch (e)
        {
            case TrialSuggested:
                _suggested++;
                _waiting++;
                break;
            case AttemptStarted started:
                _waiting -= _held.Remove(started.Trial) ? 0 : 1;
                _running++;
                break;
            case AttemptReported { Judgement.Decision: Decision.Pause } reported:
                _held.Add(reported.Trial);
                break;
            case AttemptEnded ended:
                _running--;
                if (ended.Attempt < _lastAttempt[ended.Trial] && !_held.Contains(ended.Trial))
                {
                    _pauses.Enqueue(ended.Trial, now + PauseAfter(ended));
                    EndPauses(now);
                }

                break;
            case SweepPaused or SweepCanceled or SweepFinished:
                _isHeldBack = true;
                break;
            case SweepResumed:
                _isHeldBack = false;
                break;
        }
    }

    /// <summary>A trial that failed again waits 1 second, then 2, 4, … before it may start.</summary>
    private TimeSpan PauseAfter(AttemptEnded ended)
    {
        if (ended.Outcome is not FailedOutcome)
        {
            return TimeSpan.Zero;
        }

        var failures = _failures[ended.Trial] = _failures.GetValueOrDefault(ended.Trial) + 1;
        return TimeSpan.FromSeconds(failures == 1 ? 0 : Math.Min(60, 1 << Math.Min(failures - 2, 6)));
    }

    private void EndPauses(TimeSpan now)
    {
        while (_pauses.TryPeek(out _, out var end) && end <= now)
        {
            _pauses.Dequeue();
            _waiting++;
            Note(end);
        }
    }

    private void Note(TimeSpan now)
    {
        if (HasWork)
        {
            _since ??= now;
        }
        else if (_since is { } since)
        {
            _times.Add((since, now));
            _since = null;
        }
    }
}
