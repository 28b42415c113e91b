using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>What the checks know of one trial, worked out from its events without the engine.</summary>
internal sealed class TrialRecord
{
    private int _failures;
    private int _furthestStep;
    private bool _isToPause;

    public int LastAttempt { get; private set; }

    /// <summary>The attempt that runs; 0 for none.</summary>
    public int Running { get; private set; }

    /// <summary>The last step that the running attempt reported.</summary>
    public int Step { get; set; }

    /// <summary>Where its last attempt runs or ran.</summary>
    public (SlotId Slot, string Address) Slot { get; private set; }

    public int CheckpointStep { get; private set; }

    /// <summary>True when no attempt may follow.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How often attempts were lost in a row without progress.</summary>
    public int LostInARow { get; private set; }

    public bool IsPruned { get; private set; }

    /// <summary>True while it waits to be promoted.</summary>
    public bool IsHeld { get; private set; }

    public void Start(AttemptStarted started)
    {
        (LastAttempt, Running, Step) = (started.Attempt, started.Attempt, 0);
        Slot = (started.Slot, started.SiloAddress);
        (IsHeld, _isToPause) = (false, false);
    }

    public void Report(int step, Decision decision)
    {
        Step = step;
        LostInARow = step > _furthestStep ? 0 : LostInARow;
        _furthestStep = Math.Max(_furthestStep, step);
        IsPruned |= decision == Decision.Prune;
        _isToPause |= decision == Decision.Pause;
    }

    public void Save(int step)
    {
        LostInARow = step > CheckpointStep ? 0 : LostInARow;
        CheckpointStep = Math.Max(CheckpointStep, step);
    }

    public void End(AttemptOutcome outcome, int maxRestarts)
    {
        Running = 0;
        _failures += outcome is FailedOutcome ? 1 : 0;
        LostInARow += outcome is AbandonedOutcome ? 1 : 0;
        IsOver = IsPruned || outcome switch
        {
            PausedOutcome or AbandonedOutcome => false,
            FailedOutcome failed => failed.Reason is FailureReason.Infeasible or FailureReason.Diverged || _failures > maxRestarts,
            _ => true,
        };
        IsHeld = _isToPause && !IsOver;
    }
}
