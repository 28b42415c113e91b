using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;
using SweepCluster.Search.Engine;

namespace SweepCluster.Chaos.Checking;

/// <summary>Every suggestion and every decision in the log is the one that the engine comes to from the events before it.</summary>
internal sealed class ReplayRule : IRule
{
    public string Name => "replay";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        evidence.Logs.SelectMany(log => Replay(log.Value).Select(text => new Violation(Name, log.Key, text)));

    private static IEnumerable<string> Replay(IReadOnlyList<SweepEvent> log)
    {
        var engine = new SweepEngine();
        foreach (var e in log)
        {
            if (Difference(engine, e) is { } difference)
            {
                yield return difference;
            }

            if (Refusal(engine, e) is { } refusal)
            {
                yield return refusal;
                yield break;
            }
        }
    }

    private static string? Difference(SweepEngine engine, SweepEvent e) => e switch
    {
        TrialSuggested suggested when engine.IsSubmitted => Difference(
            e, JsonSerializer.Serialize(engine.Suggest()?.Parameters, SweepJson.Options), JsonSerializer.Serialize(suggested.Parameters, SweepJson.Options)),
        AttemptReported reported when engine.IsSubmitted && reported.Trial < engine.TrialCount => Difference(
            e,
            JsonSerializer.Serialize(engine.Judge(reported.Trial, reported.Step, reported.Metrics), SweepJson.Options),
            JsonSerializer.Serialize(reported.Judgement, SweepJson.Options)),
        _ => null,
    };

    private static string? Difference(SweepEvent e, string replayed, string stored) =>
        replayed == stored ? null : $"event {e.Sequence} says {stored}, its replay {replayed}";

    private static string? Refusal(SweepEngine engine, SweepEvent e)
    {
        try
        {
            engine.Apply(e);
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            return $"the engine refuses event {e.Sequence}: {exception.Message}";
        }
    }
}
