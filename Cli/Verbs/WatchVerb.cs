using System.CommandLine;
using SweepCluster.Cli.Running;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep watch ID</c>: tells what happens to a sweep that others run, until it is over.</summary>
internal static class WatchVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        return verbs.Create(
            "watch",
            "Tell what happens to a sweep, a line each, until it is over, then its ranking; Ctrl-C leaves it running.",
            [id],
            (invocation, parsed, cancellationToken) => WatchAsync(invocation, parsed.GetRequiredValue(id), cancellationToken));
    }

    private static async Task<int> WatchAsync(Invocation invocation, string id, CancellationToken cancellationToken)
    {
        var sweep = await invocation.FindSweepAsync(id, cancellationToken);
        if (!sweep.Status.IsFinal() && invocation.Home.Holder() is null)
        {
            throw new CliException(
                ExitCodes.BadUsage, $"Nobody runs {invocation.HomeDirectory}, so nothing happens to {id}; 'sweep up' or 'sweep resume {id}' goes on with it.");
        }

        using var stop = new StopRequest(invocation.Services.Signals);
        await using var control = await invocation.Home.ConnectAsync(cancellationToken);
        var (grain, time) = (control.Grains.GetGrain<ISweepGrain>(id), invocation.Services.Time);
        var (began, summary, lines) = (time.GetTimestamp(), new RunSummary(sweep.Sequence), new EventLines(sweep.Spec));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token);
        try
        {
            await new EventFeed(grain, time).FollowAsync(
                e =>
                {
                    summary.Apply(e);
                    foreach (var line in lines.Tell(e).Where(_ => e.Sequence > sweep.Sequence))
                    {
                        invocation.Say($"{TimeZoneInfo.ConvertTime(e.Time, time.LocalTimeZone):HH:mm:ss}  {line}");
                    }
                },
                leaving.Token);
        }
        catch (OperationCanceledException) when (stop.Received.IsCompleted)
        {
            invocation.Say($"{id} goes on without a watcher");
            return (int)await stop.Received;
        }

        var calls = new GrainCalls(time);
        var after = await calls.RepeatAsync(grain.GetSnapshot, cancellationToken);
        var trials = await calls.RepeatAsync(grain.GetTrials, cancellationToken);
        new RunReport(invocation).Print(after, trials, RunResult.Of(after, time.GetElapsedTime(began), summary, slots: 0));
        return after.Status == SweepStatus.Completed ? ExitCodes.Done : ExitCodes.Failed;
    }
}
