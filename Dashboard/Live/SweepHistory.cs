using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// What happened in a sweep that its state does not tell any more: who ran where and when, who was compared with whom, what was reported.
/// It is folded from the first event on, and only for pages that show it.
/// </summary>
public sealed class SweepHistory
{
    /// <summary>How many of the latest events are kept for reading.</summary>
    public const int MostEvents = 2_000;

    private readonly List<List<AttemptRecord>> _attempts = [];
    private readonly List<List<AttemptReported>> _reports = [];
    private readonly List<List<CheckpointSaved>> _checkpoints = [];
    private readonly List<RungMark> _rungs = [];
    private readonly Queue<SweepEvent> _events = new();

    /// <summary>The last event taken in.</summary>
    public long Sequence { get; private set; }

    /// <summary>All attempts, by trial.</summary>
    public IReadOnlyList<IReadOnlyList<AttemptRecord>> Attempts => _attempts;

    /// <summary>All comparisons, oldest first.</summary>
    public IReadOnlyList<RungMark> Rungs => _rungs;

    /// <summary>The latest events other than plain reports and checkpoints, oldest first.</summary>
    public IReadOnlyCollection<SweepEvent> Events => _events;

    /// <summary>The attempts of a trial, oldest first.</summary>
    public IReadOnlyList<AttemptRecord> AttemptsOf(int trial) => trial < _attempts.Count ? _attempts[trial] : [];

    /// <summary>The reports of a trial, oldest first; those of repeated steps included.</summary>
    public IReadOnlyList<AttemptReported> ReportsOf(int trial) => trial < _reports.Count ? _reports[trial] : [];

    /// <summary>The checkpoints of a trial, oldest first; those that are deleted by now included.</summary>
    public IReadOnlyList<CheckpointSaved> CheckpointsOf(int trial) => trial < _checkpoints.Count ? _checkpoints[trial] : [];

    /// <summary>
    /// Takes the next event in. One that is known changes nothing; neither does one behind a gap, which comes when somebody asks for the
    /// history in the middle of a sweep: it comes again after those before it.
    /// </summary>
    public void Apply(SweepEvent e)
    {
        if (e.Sequence != Sequence + 1)
        {
            return;
        }

        Sequence = e.Sequence;
        switch (e)
        {
            case TrialSuggested:
                _attempts.Add([]);
                _reports.Add([]);
                _checkpoints.Add([]);
                break;
            case AttemptStarted started:
                _attempts[started.Trial].Add(new AttemptRecord(
                    started.Trial, started.Attempt, started.Slot, started.SiloAddress, started.FromStep, started.Time));
                break;
            case AttemptReported reported:
                _reports[reported.Trial].Add(reported);
                Mark(reported);
                break;
            case CheckpointSaved saved:
                _checkpoints[saved.Trial].Add(saved);
                break;
            case AttemptEnded ended when _attempts[ended.Trial].Find(attempt => attempt.Number == ended.Attempt) is { } attempt:
                (attempt.EndedAt, attempt.Outcome) = (ended.Time, ended.Outcome);
                break;
        }

        Keep(e);
    }

    private void Mark(AttemptReported reported)
    {
        var judgement = reported.Judgement;
        if (judgement.Rung is not null || judgement.Decision != Decision.Continue)
        {
            _rungs.Add(new RungMark(reported.Trial, reported.Step, reported.Metrics, judgement));
        }
    }

    private void Keep(SweepEvent e)
    {
        if (e is CheckpointSaved or AttemptReported { Judgement: { Decision: Decision.Continue, Rung: null } })
        {
            return;
        }

        _events.Enqueue(e);
        if (_events.Count > MostEvents)
        {
            _events.Dequeue();
        }
    }
}

/// <summary>One execution of a trial.</summary>
public sealed class AttemptRecord(int trial, int number, SlotId slot, string siloAddress, int fromStep, DateTimeOffset startedAt)
{
    public int Trial => trial;

    public int Number => number;

    public SlotId Slot => slot;

    public string SiloAddress => siloAddress;

    /// <summary>The step of the checkpoint it went on from; 0 when it started afresh.</summary>
    public int FromStep => fromStep;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How it ended; null while it runs.</summary>
    public AttemptOutcome? Outcome { get; set; }
}

/// <summary>A trial was compared with others, or stopped, after a report.</summary>
public sealed record RungMark(int Trial, int Step, MetricSet Metrics, Judgement Judgement);
