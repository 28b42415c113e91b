using System.CommandLine;
using SweepCluster.Cli.View;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep trials ID</c>: the trials of one sweep.</summary>
internal static class TrialsVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        var choice = new TrialChoice();
        return verbs.Create("trials", "List the trials of a sweep.", [id, choice.Filter, choice.Sort], async (invocation, parsed, cancellationToken) =>
        {
            var sweep = await invocation.FindSweepAsync(parsed.GetRequiredValue(id), cancellationToken);
            var trials = choice.Read(parsed, sweep.Spec, await invocation.Home.TrialsAsync(sweep.Id, cancellationToken));
            invocation.Result(trials, canvas => canvas.Write(new TrialTable(sweep.Spec, canvas.Profile.Width).Full(trials)));
            return ExitCodes.Done;
        });
    }
}
