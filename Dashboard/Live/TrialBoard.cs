using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// All trials of a sweep, taken once from the grain and kept up to date by events; an event that is known already changes nothing.
/// Whether a failed or lost trial is tried again only the sweep knows: such an end leaves <see cref="IsInDoubt"/>.
/// </summary>
public sealed class TrialBoard
{
    private readonly SweepSpec _spec;
    private readonly List<TrialRow> _rows;
    private readonly int[] _counts = new int[Enum.GetValues<TrialStatus>().Length];
    private readonly long _unsureTo;
    private bool _ranksAreOld;

    /// <summary>Takes trials as the grain tells them.</summary>
    /// <param name="spec">The sweep's spec.</param>
    /// <param name="trials">All trials, by number.</param>
    /// <param name="sequence">The last event that the trials surely know of.</param>
    /// <param name="unsureTo">The last event that they may know of.</param>
    public TrialBoard(SweepSpec spec, ImmutableArray<TrialSnapshot> trials, long sequence, long unsureTo)
    {
        (_spec, Sequence, _unsureTo) = (spec, sequence, unsureTo);
        _rows = [.. trials.Select(trial => TrialRow.Of(trial, spec.Objectives[0], unsureTo))];
        _rows.ForEach(row => _counts[(int)row.Status]++);
    }

    /// <summary>The trials by number.</summary>
    public IReadOnlyList<TrialRow> Rows => _rows;

    /// <summary>The last event taken in.</summary>
    public long Sequence { get; private set; }

    /// <summary>True when a trial's status here is a guess that the sweep should be asked about.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>The reports in all curves.</summary>
    public int Reports => _rows.Sum(row => row.Steps.Count);

    /// <summary>How many trials have a status.</summary>
    public int CountOf(TrialStatus status) => _counts[(int)status];

    /// <summary>Takes an event in, unless it is known.</summary>
    public void Apply(SweepEvent e)
    {
        if (e.Sequence <= Sequence)
        {
            return;
        }

        switch (e)
        {
            case TrialSuggested suggested when suggested.Trial == _rows.Count:
                _rows.Add(new TrialRow(suggested.Trial, suggested.Parameters, suggested.Provenance) { Changed = e.Sequence });
                _counts[(int)TrialStatus.Pending]++;
                break;
            case AttemptStarted started:
                Fold(started, Row(started.Trial));
                break;
            case AttemptReported reported:
                Fold(reported, Row(reported.Trial));
                break;
            case AttemptEnded ended:
                Fold(ended, Row(ended.Trial));
                break;
            case TrialRetried retried when Row(retried.Trial) is { Status: TrialStatus.Failed } row:
                row.Reason = null;
                Move(row, TrialStatus.Pending, e.Sequence);
                break;
            case TrialNoted noted when Row(noted.Trial) is { } row:
                (row.Note, row.IsPinned, row.Changed) = (noted.Note.Length > 0 ? noted.Note : null, noted.IsPinned, e.Sequence);
                break;
            case SweepFinished or SweepCanceled or TrialStopped:
                IsInDoubt = true;
                break;
        }

        Sequence = e.Sequence;
    }

    /// <summary>Makes ranks what they are by now; does nothing when no trial came to its end since.</summary>
    public void Rank()
    {
        if (_ranksAreOld)
        {
            TrialRanks.Set(_rows, _spec.Objectives);
            _ranksAreOld = false;
        }
    }

    private TrialRow? Row(int number) => number < _rows.Count ? _rows[number] : null;

    private void Fold(AttemptStarted started, TrialRow? row)
    {
        if (row is null || started.Attempt <= row.Attempt)
        {
            return;
        }

        (row.Attempt, row.Slot, row.Standing, row.Reason) = (started.Attempt, started.Slot, null, null);
        Move(row, TrialStatus.Running, started.Sequence);
    }

    private void Fold(AttemptReported reported, TrialRow? row)
    {
        if (row is null || reported.Attempt < row.Attempt)
        {
            return;
        }

        var isNew = row.Report(reported.Step, reported.Metrics, _spec.Objectives[0]);
        row.StepSeconds += isNew || reported.Sequence > _unsureTo ? reported.StepSeconds : 0;
        row.Standing = reported.Judgement.Decision == Decision.Continue ? row.Standing : row.Standing ?? reported.Judgement;
        row.Changed = reported.Sequence;
    }

    private void Fold(AttemptEnded ended, TrialRow? row)
    {
        if (row is null || ended.Attempt != row.Attempt || row.Status != TrialStatus.Running)
        {
            return;
        }

        var isToldToPrune = row.Standing?.Decision == Decision.Prune;
        var status = ended.Outcome switch
        {
            CompletedOutcome => TrialStatus.Completed,
            FailedOutcome { IsFinal: true } => TrialStatus.Failed,
            _ when isToldToPrune => TrialStatus.Pruned,
            PrunedOutcome => TrialStatus.Pruned,
            PausedOutcome => TrialStatus.Paused,
            CanceledOutcome => TrialStatus.Canceled,
            FailedOutcome => _spec.Retries.MaxRestarts == 0 ? TrialStatus.Failed : TrialStatus.Pending,
            _ => TrialStatus.Pending,
        };
        IsInDoubt |= status == TrialStatus.Pending || ended.Outcome is CanceledOutcome;
        row.Reason = Shown(ended.Outcome, status, row.Standing?.Reason);
        row.Slot = null;
        Move(row, status, ended.Sequence);
    }

    private static string? Shown(AttemptOutcome outcome, TrialStatus status, string? decided) => (status, outcome) switch
    {
        (TrialStatus.Pruned, _) => decided ?? "the trial program ended as pruned",
        (TrialStatus.Completed, _) => null,
        (_, FailedOutcome failed) => $"{failed.Reason}: {failed.Detail}",
        (_, AbandonedOutcome abandoned) => $"the attempt was given up: {abandoned.Reason}",
        _ => decided,
    };

    private void Move(TrialRow row, TrialStatus status, long sequence)
    {
        _counts[(int)row.Status]--;
        _counts[(int)status]++;
        _ranksAreOld |= status.IsFinal();
        (row.Status, row.Changed) = (status, sequence);
    }
}
