using System.CommandLine;
using SweepCluster.Cli.View;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep trials ID</c>: all trials of one sweep.</summary>
internal static class TrialsVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        return verbs.Create("trials", "List all trials of a sweep by number.", [id], async (invocation, parsed, cancellationToken) =>
        {
            var sweep = await invocation.FindSweepAsync(parsed.GetRequiredValue(id), cancellationToken);
            var trials = await invocation.Home.TrialsAsync(sweep.Id, cancellationToken);
            invocation.Result(trials, canvas => canvas.Write(new TrialTable(sweep.Spec, canvas.Profile.Width).Full(trials)));
            return ExitCodes.Done;
        });
    }
}
