using System.CommandLine;
using SweepCluster.Cli.Running;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep delete ID</c>: deletes a sweep that is over.</summary>
internal static class DeleteVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        return verbs.Create(
            "delete",
            "Delete a sweep that is over, with its trials and its checkpoints; no other one gets its id.",
            [id],
            (invocation, parsed, cancellationToken) => DeleteAsync(invocation, parsed.GetRequiredValue(id), cancellationToken));
    }

    private static async Task<int> DeleteAsync(Invocation invocation, string id, CancellationToken cancellationToken)
    {
        var sweep = await invocation.FindSweepAsync(id, cancellationToken);
        if (!sweep.Status.IsFinal())
        {
            throw new CliException(ExitCodes.Failed, $"{id} is {Shown.Status(sweep.Status)}; only a sweep that is over can be deleted. 'sweep cancel {id}' ends it.");
        }

        await using var control = await invocation.Home.ConnectAsync(cancellationToken);
        var grain = control.Grains.GetGrain<ISweepGrain>(id);
        await SweepCommand.UnlessRefusedAsync(() => new GrainCalls(invocation.Services.Time).RepeatAsync(
            async () =>
            {
                await grain.Delete();
                return true;
            },
            cancellationToken));
        invocation.Result(new { Sweep = id, Deleted = true }, _ => invocation.Say($"deleted {id}"));
        return ExitCodes.Done;
    }
}
