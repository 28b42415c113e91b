using System.Runtime.CompilerServices;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Values;
using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>
/// Reads a sweep's events in order: attempts count up, only the current one speaks, and it says what it really said; every trial ends
/// exactly once, and none is lost or doubled.
/// </summary>
internal sealed class LogCheck(SweepLog log, Journal journal)
{
    /// <summary>A trial may be given up when its attempts are lost more often than this in a row.</summary>
    private const int MostLostInARow = 3;

    private readonly List<string> _violations = [];
    private readonly List<TrialRecord> _trials = [];
    private readonly HashSet<ParameterSet> _points = [];
    private readonly HashSet<(SlotId Slot, string Address)> _slots = [];
    private int _running;
    private bool _isPaused;
    private bool _isCanceled;
    private bool _isFinished;

    public IReadOnlyList<string> Violations()
    {
        for (var i = 0; i < log.Events.Count; i++)
        {
            CheckPlace(i);
            Read(log.Events[i]);
        }

        CheckEnd();
        return _violations;
    }

    private void CheckPlace(int index)
    {
        var e = log.Events[index];
        Require(e.Sequence == index + 1, $"event {index + 1} has the number {e.Sequence}");
        Require(index == 0 || log.Events[index - 1].Time <= e.Time, $"event {e.Sequence} is earlier than the one before");
        Require(!_isFinished, $"event {e.Sequence} follows the sweep's end");
    }

    private void Read(SweepEvent e)
    {
        switch (e)
        {
            case TrialSuggested suggested:
                Read(suggested);
                break;
            case AttemptStarted started:
                Read(started);
                break;
            case AttemptReported reported:
                Read(reported);
                break;
            case CheckpointSaved saved:
                RequireCurrent(saved.Trial, saved.Attempt, "checkpoint");
                Require(saved.Checkpoint.Path.StartsWith($"{Id(saved.Trial, saved.Attempt)}/", StringComparison.Ordinal), $"attempt {Id(saved.Trial, saved.Attempt)} saved another one's {saved.Checkpoint.Path}");
                _trials[saved.Trial].Save(saved.Checkpoint.Step);
                break;
            case AttemptEnded ended:
                Read(ended);
                break;
            default:
                ReadCommand(e);
                break;
        }
    }

    private void ReadCommand(SweepEvent e)
    {
        _isPaused = e is SweepPaused || (_isPaused && e is not SweepResumed);
        _isCanceled |= e is SweepCanceled;
        _isFinished |= e is SweepFinished;
    }

    private void Read(TrialSuggested suggested)
    {
        Require(suggested.Trial == _trials.Count, $"trial {suggested.Trial} was suggested as number {_trials.Count}");
        Require(_points.Add(suggested.Parameters), $"trial {suggested.Trial} repeats {suggested.Parameters}");
        _trials.Add(new TrialRecord());
        Require(_trials.Count <= log.Plan.Trials, $"trial {suggested.Trial} is above the cap of {log.Plan.Trials}");
    }

    private void Read(AttemptStarted started)
    {
        var (trial, id) = (_trials[started.Trial], Id(started.Trial, started.Attempt));
        Require(started.Attempt == trial.LastAttempt + 1, $"{id} follows attempt {trial.LastAttempt}");
        Require(trial.Running == 0, $"{id} starts while attempt {trial.Running} runs");
        Require(!trial.IsOver, $"{id} starts although its trial is over");
        Require(!_isPaused && !_isCanceled, $"{id} starts although the sweep is paused or canceled");
        Require(started.FromStep == trial.CheckpointStep, $"{id} starts from step {started.FromStep}, the checkpoint is of {trial.CheckpointStep}");
        Require(_slots.Add((started.Slot, started.SiloAddress)), $"{id} starts on {started.Slot}, which runs another trial of the sweep");
        trial.Start(started);
        _running++;
        Require(_running <= (log.Plan.Cap ?? int.MaxValue), $"{id} is one of {_running} running, more than the cap of {log.Plan.Cap}");
    }

    private void Read(AttemptReported reported)
    {
        var (trial, id) = (_trials[reported.Trial], Id(reported.Trial, reported.Attempt));
        RequireCurrent(reported.Trial, reported.Attempt, "report");
        Require(reported.Metrics["attempt"] == reported.Attempt, $"the report of {id} was sent by attempt {reported.Metrics["attempt"]}");
        Require(reported.Step > trial.Step, $"{id} reports step {reported.Step} after step {trial.Step}");
        trial.Report(reported.Step, reported.Judgement.Decision);
    }

    private void Read(AttemptEnded ended)
    {
        var id = Id(ended.Trial, ended.Attempt);
        RequireCurrent(ended.Trial, ended.Attempt, "end");
        var isGivenUp = ended.Outcome is AbandonedOutcome { Reason: AbandonReason.SiloLost or AbandonReason.LeaseExpired };
        Require(isGivenUp || journal.Outcomes.GetValueOrDefault(id) == ended.Outcome, $"{id} ends as {ended.Outcome}, which it never said");
        _trials[ended.Trial].End(ended.Outcome, log.Plan.MaxRestarts);
        _running--;
        _slots.Remove(_trials[ended.Trial].Slot);
    }

    private void CheckEnd()
    {
        Require(_isFinished, $"the sweep never finished");
        Require(_running == 0, $"{_running} attempts never ended");
        if (_isCanceled)
        {
            return;
        }

        Require(_trials.Count == log.Plan.Trials, $"{_trials.Count} of {log.Plan.Trials} trials were tried");
        Require(!_trials.Exists(trial => trial.IsHeld) || _trials.Exists(trial => trial.IsOver), $"trials were paused at rungs and none was brought to an end");
        for (var number = 0; number < _trials.Count; number++)
        {
            Require(_trials[number].IsOver || _trials[number].IsHeld || _trials[number].LostInARow > MostLostInARow, $"trial {number} was not brought to an end");
        }
    }

    private void RequireCurrent(int trial, int attempt, string what) =>
        Require(_trials[trial].Running == attempt, $"the {what} of {Id(trial, attempt)} was accepted while attempt {_trials[trial].Running} runs");

    private AttemptId Id(int trial, int attempt) => new(new TrialId(log.Id, trial), attempt);

    private void Require(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref ViolationText violation)
    {
        if (!holds)
        {
            _violations.Add($"{log.Id}: {violation.ToString()}");
        }
    }
}
