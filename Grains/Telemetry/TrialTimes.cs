using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Grains.Telemetry;

/// <summary>
/// When things happened to the trials of one sweep that are not over, as far as figures need it and the engine does not keep it. A fold over
/// the log, so that a new activation knows what the one before it knew.
/// </summary>
internal sealed class TrialTimes
{
    private readonly Dictionary<int, TrialTime> _open = [];

    /// <summary>When an attempt of any trial was started last, or the sweep was submitted.</summary>
    public DateTimeOffset LastStart { get; private set; }

    /// <summary>The trials that are not over, as far as known.</summary>
    public IReadOnlyCollection<int> Open => _open.Keys;

    /// <summary>What is known of a trial that is not over; null when it is over.</summary>
    public TrialTime? Find(int trial) => _open.GetValueOrDefault(trial);

    /// <summary>Forgets a trial that is over, and answers what was known of it; null when that is nothing.</summary>
    public TrialTime? Close(int trial) => _open.Remove(trial, out var time) ? time : null;

    /// <summary>Takes in an event that is read from the log; a trial that its attempt's end has ended is forgotten.</summary>
    public void Replay(SweepEvent e)
    {
        Apply(e);
        if (e is SweepFinished)
        {
            _open.Clear();
        }
        else if (e is AttemptEnded { Outcome: CompletedOutcome or PrunedOutcome or CanceledOutcome or FailedOutcome { IsFinal: true } } ended)
        {
            Close(ended.Trial);
        }
    }

    /// <summary>Takes an event in.</summary>
    public void Apply(SweepEvent e)
    {
        switch (e)
        {
            case SweepSubmitted:
                LastStart = e.Time;
                break;
            case TrialSuggested suggested:
                _open[suggested.Trial] = new TrialTime();
                break;
            case TrialRetried retried:
                _open[retried.Trial] = new TrialTime();
                break;
            case AttemptStarted started:
                LastStart = e.Time;
                Get(started.Trial)?.Start(started);
                break;
            case CheckpointSaved saved:
                Get(saved.Trial)?.Save(e.Time);
                break;
            case AttemptEnded ended:
                Get(ended.Trial)?.End(ended);
                break;
            case SweepPaused:
                ForgetLosses();
                break;
        }
    }

    private TrialTime? Get(int trial) => _open.GetValueOrDefault(trial);

    /// <summary>That a trial does not go on while its sweep is paused is nobody's fault.</summary>
    private void ForgetLosses()
    {
        foreach (var time in _open.Values)
        {
            time.IsLost = false;
        }
    }
}

/// <summary>When things happened to one trial.</summary>
internal sealed class TrialTime
{
    private DateTimeOffset _savedAt;

    /// <summary>When its first attempt was started; null when none was.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>How its latest attempt ended; null when it runs or has never run.</summary>
    public AttemptOutcome? Outcome { get; private set; }

    /// <summary>When its latest attempt ended.</summary>
    public DateTimeOffset EndedAt { get; private set; }

    /// <summary>True while the trial waits because its attempt was lost: with its process, its silo or its lease.</summary>
    public bool IsLost { get; set; }

    /// <summary>True when its latest attempt runs outside the cluster.</summary>
    public bool IsOutside { get; private set; }

    /// <summary>How long the latest attempt has run at a moment without saving anything.</summary>
    public TimeSpan UnsavedAt(DateTimeOffset moment) => moment - _savedAt;

    internal void Start(AttemptStarted started)
    {
        StartedAt ??= started.Time;
        _savedAt = started.Time;
        (Outcome, IsLost, IsOutside) = (null, false, started.SiloAddress == SlotOffer.Outside);
    }

    internal void Save(DateTimeOffset moment) => _savedAt = moment;

    internal void End(AttemptEnded ended) =>
        (Outcome, EndedAt, IsLost) = (ended.Outcome, ended.Time, Outcomes.IsLoss(ended.Outcome));
}
