using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Chaos.Checking;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.ScriptedTrial;
using SweepCluster.Search.Engine;

namespace SweepCluster.Chaos.Tests.Checking;

/// <summary>
/// The log of a small sweep in which nothing is wrong, and the records of its trial processes: trial 0 is abandoned after its first step
/// and completes in its second attempt, trial 1 completes at once. One event per second.
/// </summary>
internal sealed class SyntheticSweep
{
    public const string Id = "synthetic-1";

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SweepSpec Spec = new(
        "synthetic",
        new ProgramTask(["trial"]),
        new RandomMethod(),
        [new Objective("score", Direction.Maximize)],
        [new ParameterSpec("value", new UniformDistribution(0, 1), [])])
    {
        Seed = 5,
        RunCap = 2,
        EarlyTerminate = new AshaTermination(1, 9),
    };

    private readonly SweepEngine _engine = new();

    public SyntheticSweep()
    {
        Add(new SweepSubmitted(Spec));
        Suggest();
        Run(trial: 0, attempt: 1, slot: 0, fromStep: 0, steps: 1, AttemptOutcome.Abandoned(AbandonReason.SiloLost));
        Run(trial: 0, attempt: 2, slot: 1, fromStep: 1, steps: 2, AttemptOutcome.Completed);
        Suggest();
        Run(trial: 1, attempt: 1, slot: 0, fromStep: 0, steps: 2, AttemptOutcome.Completed);
        Add(new SweepFinished(SweepStatus.Completed, "run_cap of 2 trials reached"));
    }

    public List<SweepEvent> Events { get; } = [];

    public List<ObserverRecord> Records { get; } = [];

    public DateTimeOffset Now => Begin.AddSeconds(Events.Count);

    public Evidence Evidence(params (string Id, IReadOnlyList<SweepEvent> Events)[] others)
    {
        var logs = new Dictionary<string, IReadOnlyList<SweepEvent>> { [Id] = Events };
        others.ToList().ForEach(other => logs.Add(other.Id, other.Events));
        return new Evidence(logs, Records, []);
    }

    /// <summary>The first event of a kind.</summary>
    public T First<T>(Func<T, bool>? isWanted = null)
        where T : SweepEvent => Events.OfType<T>().First(e => isWanted?.Invoke(e) ?? true);

    /// <summary>Puts an event in the place of another, as if it had been stored so.</summary>
    public void Replace(SweepEvent old, SweepEvent replacement) => Events[Events.IndexOf(old)] = replacement;

    /// <summary>Puts an event after another, and numbers what follows anew.</summary>
    public void InsertAfter(SweepEvent e, SweepEvent added)
    {
        Events.Insert(Events.IndexOf(e) + 1, added with { Time = e.Time });
        Renumber();
    }

    /// <summary>Takes an event out, and numbers what follows anew.</summary>
    public void Remove(SweepEvent e)
    {
        Events.Remove(e);
        Renumber();
    }

    public static SlotId Slot(int index) => new("silo-0", "cpu", index);

    public static MetricSet Score(int step) => new([new Metric("score", 0.5 + (0.01 * step))]);

    public static ImmutableArray<string> RulesBrokenBy(Evidence evidence) =>
        [.. Checker.Check(evidence).Select(violation => violation.Rule).Distinct()];

    private void Renumber()
    {
        for (var index = 0; index < Events.Count; index++)
        {
            Events[index] = Events[index] with { Sequence = index + 1 };
        }
    }

    private void Add(SweepEvent e)
    {
        var stamped = e with { Sequence = Events.Count + 1, Time = Now };
        _engine.Apply(stamped);
        Events.Add(stamped);
    }

    private void Suggest() => Add(_engine.Suggest()!);

    private void Run(int trial, int attempt, int slot, int fromStep, int steps, AttemptOutcome outcome)
    {
        Add(new AttemptStarted(trial, attempt, Slot(slot), "10.0.0.1:1@1", Guid.Empty, fromStep));
        Note(Observed.Started, trial, attempt, slot, fromStep);
        for (var step = fromStep + 1; step <= steps; step++)
        {
            Note(Observed.StepDone, trial, attempt, slot, step);
            Add(new CheckpointSaved(trial, attempt, new CheckpointRef(step, "file", 1, "00")));
            Add(new AttemptReported(trial, attempt, step, Score(step), 0.2, _engine.Judge(trial, step, Score(step))));
            Note(Observed.Acknowledged, trial, attempt, slot, step);
        }

        Add(new AttemptEnded(trial, attempt, outcome));
    }

    private void Note(Observed what, int trial, int attempt, int slot, int step)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Id}/{trial}");
        var process = 100 + (10 * trial) + attempt;
        Records.Add(new ObserverRecord(what, Now.AddMilliseconds(-500), process, process, 50, $"/run/cpu-{slot}", name, attempt, step)
        {
            Seconds = what == Observed.StepDone ? 0.2 : null,
        });
    }
}
