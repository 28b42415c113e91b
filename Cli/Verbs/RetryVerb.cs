using System.CommandLine;
using SweepCluster.Cli.Running;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep retry ID TRIAL</c>: gives a failed trial all its retries again.</summary>
internal static class RetryVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        var trial = new Argument<int>("TRIAL") { Description = "The trial's number, as 'sweep trials ID' shows it." };
        return verbs.Create(
            "retry",
            "Give a failed trial all its retries again; it goes on from its last checkpoint.",
            [id, trial],
            (invocation, parsed, cancellationToken) =>
                RetryAsync(invocation, parsed.GetRequiredValue(id), parsed.GetRequiredValue(trial), cancellationToken));
    }

    private static async Task<int> RetryAsync(Invocation invocation, string id, int trial, CancellationToken cancellationToken)
    {
        await new SweepCommand(invocation).FindUnfinishedAsync(id, "retry", cancellationToken);
        await using var control = await invocation.Home.ConnectAsync(cancellationToken);
        var (grain, calls) = (control.Grains.GetGrain<ISweepGrain>(id), new GrainCalls(invocation.Services.Time));
        var after = await SweepCommand.UnlessRefusedAsync(async () =>
        {
            await calls.RepeatAsync(() => grain.RetryTrial(trial), cancellationToken);
            return await calls.RepeatAsync(() => grain.GetTrial(trial), cancellationToken);
        });
        invocation.Result(
            new { Sweep = id, Trial = trial, after.Status },
            _ => invocation.Say($"trial {Shown.Trial(trial)} of {id} is {Shown.Status(after.Status)} and has all its retries"));
        return ExitCodes.Done;
    }
}
