using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Engine;
using SweepCluster.Search.Tests.Engine;

namespace SweepCluster.Search.Tests.Simulation;

/// <summary>
/// Plays a whole sweep in virtual time: slots ask for work, steps take random times, attempts crash, get lost or stop when told, and
/// somebody may pause, resume or cancel. Everything random comes from one seed, so a failure can be played again.
/// </summary>
internal sealed class SweepSimulator(SweepSpec spec, int slots, int seed, double trouble)
{
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<Action, (TimeSpan Time, long Order)> _agenda = new();
    private HashSet<int> _final = [];
    private TimeSpan _now;
    private long _order;

    public EventLog Log { get; } = new(spec);

    /// <summary>How many steps a trial takes.</summary>
    public int Steps { get; init; } = 9;

    /// <summary>The greatest number of attempts that ran at once.</summary>
    public int MostRunning { get; private set; }

    /// <summary>How often each trial got a final status.</summary>
    public Dictionary<int, int> Ends { get; } = [];

    public SweepSimulator At(double minutes, Func<SweepEvent> command)
    {
        Later(TimeSpan.FromMinutes(minutes), () => Append(command()));
        return this;
    }

    public SweepSimulator Run()
    {
        for (var slot = 0; slot < slots; slot++)
        {
            var id = new SlotId("silo-a", "cpu", slot);
            Later(TimeSpan.Zero, () => Ask(id));
        }

        for (var turn = 0; turn < 1_000_000 && !Log.Engine.Status.IsFinal() && _agenda.TryDequeue(out var next, out var at); turn++)
        {
            _now = at.Time;
            Log.Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + _now;
            next();
            Log.FinishIfAsked();
        }

        return this;
    }

    private void Ask(SlotId slot)
    {
        if (Log.Engine.NextWork(Log.Now) is SuggestTrial)
        {
            Append(Log.Engine.Suggest() ?? throw new InvalidOperationException("The engine asked for a suggestion and had none."));
        }

        switch (Log.Engine.NextWork(Log.Now))
        {
            case ResumeTrial resume:
                Start(slot, resume.Trial, resume.Checkpoint.Step);
                break;
            case StartTrial start:
                Start(slot, start.Trial, 0);
                break;
            default:
                Later(Minutes(1), () => Ask(slot));
                break;
        }
    }

    private void Start(SlotId slot, int trial, int fromStep)
    {
        var attempt = Log.Engine.NextAttempt(trial);
        Append(new AttemptStarted(trial, attempt, slot, "silo-a:1", Guid.Empty, fromStep));
        MostRunning = Math.Max(MostRunning, Log.Engine.Running.Count);
        Later(Minutes(1), () => Step(slot, trial, attempt, fromStep + 1));
    }

    private void Step(SlotId slot, int trial, int attempt, int step)
    {
        if (_random.NextDouble() < trouble)
        {
            End(slot, trial, attempt, Trouble());
            return;
        }

        var metrics = Spaces.Loss(_random.NextDouble() < trouble / 4 ? double.NaN : Loss(trial, step));
        Append(new AttemptReported(trial, attempt, step, metrics, 1, Log.Engine.Judge(trial, step, metrics)));
        if (_random.Next(2) == 0)
        {
            Append(new CheckpointSaved(trial, attempt, new CheckpointRef(step, $"{trial}/{attempt}/{step}", 1, "00")));
        }

        var reply = Log.Engine.Wanted(trial, attempt, Log.Now);
        var outcome = reply.Directive switch
        {
            Directive.Continue when step < Steps => null,
            Directive.Prune => AttemptOutcome.Pruned,
            Directive.Pause when step < Steps => AttemptOutcome.Paused,
            Directive.Cancel when step < Steps => AttemptOutcome.Canceled,
            Directive.Stale => throw new InvalidOperationException("A current attempt was called stale."),
            _ => AttemptOutcome.Completed,
        };
        if (outcome is null)
        {
            Later(Minutes(1), () => Step(slot, trial, attempt, step + 1));
        }
        else
        {
            End(slot, trial, attempt, outcome);
        }
    }

    private void End(SlotId slot, int trial, int attempt, AttemptOutcome outcome)
    {
        Append(new AttemptEnded(trial, attempt, outcome));
        Later(Minutes(0.1), () => Ask(slot));
    }

    private AttemptOutcome Trouble() => _random.Next(5) switch
    {
        0 => AttemptOutcome.Failed(FailureReason.Crashed, "exit code 139"),
        1 => AttemptOutcome.Failed(FailureReason.Diverged, "loss is NaN"),
        2 => AttemptOutcome.Abandoned(AbandonReason.Drained),
        3 => AttemptOutcome.Abandoned(AbandonReason.LeaseExpired),
        _ => AttemptOutcome.Abandoned(AbandonReason.SiloLost),
    };

    // A learning curve that falls towards a floor given by the trial's parameters; the same whenever it is asked for.
    private double Loss(int trial, int step)
    {
        var parameters = Log.Engine.TrialSnapshot(trial).Parameters;
        var floor = parameters.Values.Sum(value => value.Value.IsNumber ? Math.Abs(Math.Tanh(value.Value.Number) - 0.3) : 0.1 * value.Value.Text!.Length);
        return floor + (2.0 / (step + 1));
    }

    private void Append(SweepEvent e)
    {
        var before = _final;
        Log.Append(e);
        if (FinalCount() != before.Count)
        {
            _final = FinalTrials();
            foreach (var trial in _final.Except(before))
            {
                Ends[trial] = Ends.GetValueOrDefault(trial) + 1;
            }
        }
    }

    private int FinalCount()
    {
        var counts = Log.Engine.Snapshot("s").Trials;
        return counts.Completed + counts.Pruned + counts.Failed + counts.Canceled;
    }

    private HashSet<int> FinalTrials() => [.. Enumerable.Range(0, Log.Engine.TrialCount)
        .Where(trial => Log.Engine.TrialSnapshot(trial).Status.IsFinal())];

    private TimeSpan Minutes(double mean) => TimeSpan.FromMinutes(mean * (0.2 + (1.6 * _random.NextDouble())));

    private void Later(TimeSpan delay, Action action) => _agenda.Enqueue(action, (_now + delay, _order++));
}
