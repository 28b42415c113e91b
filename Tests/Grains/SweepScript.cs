using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Store;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Tests;

/// <summary>Makes append requests for one sweep as its grain would: stamped, folded, with the snapshots after them.</summary>
internal sealed class SweepScript(string id, SweepSpec? spec = null)
{
    /// <summary>When the next event happens.</summary>
    public DateTimeOffset Time { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SweepEngine Engine { get; } = new();

    public string Id => id;

    public AppendRequest Submit() => Append(new SweepSubmitted(spec ?? Specs.Simple(), "hash"));

    /// <summary>Suggests the next trial and starts its first attempt.</summary>
    public AppendRequest StartNew() => Append(
        Engine.Suggest()!,
        Started(Engine.TrialCount, 1));

    public AppendRequest Start(int trial) => Append(Started(trial, Engine.NextAttempt(trial)));

    public AppendRequest Report(int trial, int step, double score) => Append(
        new CheckpointSaved(trial, Attempt(trial), Specs.Checkpoint(Attempt(trial), step)),
        new AttemptReported(trial, Attempt(trial), step, Specs.Score(score), 0.5, Judgement.Continue));

    public AppendRequest End(int trial, AttemptOutcome outcome) => Append(new AttemptEnded(trial, Attempt(trial), outcome));

    public AppendRequest Append(params SweepEvent[] events)
    {
        var stamped = events.Select(Stamp).ToArray();
        return new AppendRequest(
            Engine.Snapshot(id),
            Engine.SpecHash,
            [.. stamped],
            [.. Enumerable.Range(0, Engine.TrialCount).Select(Engine.TrialSnapshot)]);
    }

    private static AttemptStarted Started(int trial, int attempt) =>
        new(trial, attempt, new SlotId("silo-a", "cpu", trial), "silo-a:1", Guid.Empty, 0);

    private int Attempt(int trial) => Engine.TrialSnapshot(trial).Attempt;

    private SweepEvent Stamp(SweepEvent e)
    {
        var stamped = e with { Sequence = Engine.LastSequence + 1, Time = Time };
        Engine.Apply(stamped);
        return stamped;
    }
}
