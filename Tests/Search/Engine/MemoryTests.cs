using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Engine;

namespace SweepCluster.Search.Tests.Engine;

/// <summary>Tests that measure memory, while no other test allocates.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>What the engine keeps of a trial that is over.</summary>
[Collection<AloneInTheProcess>]
public sealed class MemoryTests
{
    private const int Trials = 10_000;

    /// <summary>Twice what was measured: 1,200 bytes, of which a checkpoint takes 280.</summary>
    private const int MostBytesPerTrial = 2_400;

    [Fact]
    public void Apply_ManyTrialsReadFromALog_KeepsLittleOfEach()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var engine = Fold();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes / Trials} bytes per trial");
        Assert.InRange(bytes / Trials, 1, MostBytesPerTrial);
        Assert.Equal(Trials, engine.Snapshot("s").Trials.Completed);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5], engine.TrialSnapshot(Trials - 1).Curve);
    }

    private static SweepEngine Fold()
    {
        var engine = new SweepEngine();
        Apply(engine, new SweepSubmitted(Spec()));
        for (var trial = 0; trial < Trials; trial++)
        {
            Apply(engine, new TrialSuggested(trial, Point(trial), engine.LastSequence, "random"));
            Apply(engine, new AttemptStarted(trial, 1, new SlotId("silo-a", "cpu", 0), "silo-a:1", Guid.Empty, 0));
            for (var step = 1; step <= 5; step++)
            {
                var metrics = new MetricSet([new Metric("loss", step / 10.0), new Metric("accuracy", 1 - (step / 10.0))]);
                Apply(engine, new AttemptReported(trial, 1, step, metrics, 1, new Judgement(Decision.Continue, null, step == 3 ? 1 : null)));
            }

            Apply(engine, new CheckpointSaved(trial, 1, new CheckpointRef(5, $"sweep-1/{trial}/1/5.checkpoint", 1, new string('a', 64))));
            Apply(engine, new AttemptEnded(trial, 1, AttemptOutcome.Completed));
        }

        return engine;
    }

    private static SweepSpec Spec() => new(
        "memory",
        new ProgramTask(["true"]),
        new RandomMethod(),
        [new Objective("loss", Direction.Minimize)],
        [.. Enumerable.Range(0, 5).Select(i => new ParameterSpec($"parameter-{i}", new UniformDistribution(0, 1), []))])
    {
        Seed = 1,
        RunCap = Trials + 1,
        EarlyTerminate = new AshaTermination(1, 9),
    };

    private static ParameterSet Point(int trial) => new(
        [.. Enumerable.Range(0, 5).Select(i => new NamedValue($"parameter-{i}", ParameterValue.Of((trial + (i / 8.0)) / (Trials + 1))))]);

    // As read from a log: every text is a new one.
    private static void Apply(SweepEngine engine, SweepEvent e)
    {
        var json = JsonSerializer.Serialize(e with { Sequence = engine.LastSequence + 1 }, SweepJson.Options);
        engine.Apply(JsonSerializer.Deserialize<SweepEvent>(json, SweepJson.Options)!);
    }
}
