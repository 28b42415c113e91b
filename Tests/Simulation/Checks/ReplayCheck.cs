using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;
using SweepCluster.Search.Engine;
using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>An engine that only read the log suggests the same trials and ends in the same state as the one that lived.</summary>
internal static class ReplayCheck
{
    /// <summary>Above this many trials only the sweep's own snapshot is compared.</summary>
    private const int MostCompared = 2_000;

    public static IEnumerable<string> Violations(SweepLog log, World world)
    {
        var engine = new SweepEngine();
        foreach (var e in log.Events)
        {
            if (e is TrialSuggested suggested && engine.Suggest()?.Parameters.Equals(suggested.Parameters) != true)
            {
                yield return $"{log.Id}: a replay suggests {engine.Suggest()?.Parameters} as trial {suggested.Trial}, not {suggested.Parameters}";
            }

            engine.Apply(e);
        }

        // During a split the activation may not know yet what the other one stored.
        if (world.LivingEngine(log.Id) is { } living && living.LastSequence == log.Events.Count && Show(living) != Show(engine))
        {
            yield return $"{log.Id}: a replay ends as {Show(engine)}, the engine that lived as {Show(living)}";
        }
    }

    private static string Show(SweepEngine engine) => JsonSerializer.Serialize(engine.Snapshot("s"), SweepJson.Options)
        + (engine.TrialCount <= MostCompared ? JsonSerializer.Serialize(engine.TrialSnapshots(), SweepJson.Options) : "");
}
