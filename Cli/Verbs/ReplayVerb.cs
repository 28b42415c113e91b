using System.CommandLine;
using SweepCluster.Cli.Running;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Search.Engine;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep replay ID</c>: works every suggestion and decision of a sweep out again and compares with its log.</summary>
internal static class ReplayVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        const string Summary = "Work every suggestion and decision of a sweep out again from its log, and say where the log differs.";
        return verbs.Create("replay", Summary, [id], async (invocation, parsed, cancellationToken) =>
        {
            var sweep = await invocation.FindSweepAsync(parsed.GetRequiredValue(id), cancellationToken);
            await using var control = await invocation.Home.ConnectAsync(cancellationToken);
            var (replay, differences) = await ReplayAsync(control.Grains.GetGrain<ISweepGrain>(sweep.Id), sweep, cancellationToken);
            var result = new { Sweep = sweep.Id, replay.Events, replay.Suggestions, replay.Decisions, Differences = differences };
            invocation.Result(result, _ => Say(invocation, sweep.Id, replay, differences));
            return differences.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
    }

    private static async Task<(LogReplay Replay, List<ReplayDifference> Differences)> ReplayAsync(
        ISweepGrain grain, SweepSnapshot sweep, CancellationToken cancellationToken)
    {
        var (replay, differences) = (new LogReplay(), new List<ReplayDifference>());
        try
        {
            await foreach (var e in grain.Watch(1, cancellationToken).WithCancellation(cancellationToken))
            {
                if (replay.Next(e) is { } difference)
                {
                    differences.Add(difference);
                }

                if (e.Sequence >= sweep.Sequence)
                {
                    break;
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw new CliException(ExitCodes.Failed, $"The log of {sweep.Id} cannot be replayed: {exception.Message}");
        }
        catch (Exception exception) when (GrainCalls.IsPassing(exception, cancellationToken))
        {
            throw new CliException(ExitCodes.Failed, $"The log of {sweep.Id} stopped coming after event {replay.Events}: {exception.Message} Run the same command again.");
        }

        return (replay, differences);
    }

    private static void Say(Invocation invocation, string id, LogReplay replay, List<ReplayDifference> differences)
    {
        foreach (var difference in differences)
        {
            invocation.Say($"event {difference.Sequence}, trial {difference.Trial}: the log says {difference.Logged}, the replay {difference.Replayed}");
        }

        var found = differences.Count == 0 ? "all as the log says" : $"{differences.Count} otherwise than the log says";
        invocation.Say($"{id}: {replay.Suggestions} suggestions and {replay.Decisions} decisions in {replay.Events} events, {found}");
    }
}
