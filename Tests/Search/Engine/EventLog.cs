using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Engine;

namespace SweepCluster.Search.Tests.Engine;

/// <summary>Plays the shell: stamps events, keeps them, and gives them to an engine.</summary>
internal sealed class EventLog
{
    private static readonly SlotId Slot = new("silo-a", "cpu", 0);

    public EventLog(SweepSpec spec) => Append(new SweepSubmitted(spec));

    public SweepEngine Engine { get; } = new();

    public List<SweepEvent> Events { get; } = [];

    public List<SweepAction> Actions { get; } = [];

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<SweepAction> Append(SweepEvent e)
    {
        var stamped = e with { Sequence = Engine.LastSequence + 1, Time = Now };
        var actions = Engine.Apply(stamped);
        Events.Add(stamped);
        Actions.AddRange(actions);
        return actions;
    }

    /// <summary>Suggests a trial and starts it.</summary>
    public int StartNew()
    {
        var suggested = Engine.Suggest()!;
        Append(suggested);
        Start(suggested.Trial);
        return suggested.Trial;
    }

    public IReadOnlyList<SweepAction> Start(int trial, SlotId? slot = null) => Append(new AttemptStarted(
        trial, Engine.NextAttempt(trial), slot ?? Slot, "silo-a:1", Guid.Empty, Engine.TrialSnapshot(trial).Checkpoint?.Step ?? 0));

    /// <summary>Reports as the grain does: asks for the judgement first.</summary>
    public DirectiveReply Report(int trial, int step, double loss) => Report(trial, step, Spaces.Loss(loss));

    public DirectiveReply Report(int trial, int step, MetricSet metrics)
    {
        var attempt = Engine.TrialSnapshot(trial).Attempt;
        Append(new AttemptReported(trial, attempt, step, metrics, 0.5, Engine.Judge(trial, step, metrics)));
        return Engine.Wanted(trial, attempt, Now);
    }

    public IReadOnlyList<SweepAction> Save(int trial, int step) => Append(new CheckpointSaved(
        trial, Engine.TrialSnapshot(trial).Attempt, new CheckpointRef(step, $"{trial}/{step}", 1, "00")));

    public IReadOnlyList<SweepAction> End(int trial, AttemptOutcome outcome) =>
        Append(new AttemptEnded(trial, Engine.TrialSnapshot(trial).Attempt, outcome));

    /// <summary>Carries out what the engine asked for last, if it asked for the sweep's end.</summary>
    public void FinishIfAsked()
    {
        if (Engine.Due(Now).OfType<FinishSweep>().FirstOrDefault() is { } finish)
        {
            Append(new SweepFinished(finish.Status, finish.Reason));
        }
    }

    /// <summary>Everything that people can see, as one text.</summary>
    public static string Show(SweepEngine engine) =>
        JsonSerializer.Serialize(engine.Snapshot("test-1"), SweepJson.Options)
        + JsonSerializer.Serialize(engine.TrialSnapshots(), SweepJson.Options);

    /// <summary>An engine that has read the log as stored.</summary>
    public SweepEngine Replay(int count = int.MaxValue)
    {
        var engine = new SweepEngine();
        foreach (var stored in Events.Take(count))
        {
            var json = JsonSerializer.Serialize(stored, SweepJson.Options);
            engine.Apply(JsonSerializer.Deserialize<SweepEvent>(json, SweepJson.Options)!);
        }

        return engine;
    }
}
