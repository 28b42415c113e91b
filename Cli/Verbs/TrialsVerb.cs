using System.Collections.Immutable;
using System.CommandLine;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Trials;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep trials ID</c>: the trials of one sweep.</summary>
internal static class TrialsVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        var filter = new Option<string?>("--filter")
        {
            Description = "What trials must satisfy, such as 'status:completed lr<0.1'. Default: nothing.",
            HelpName = "CONDITIONS",
        };
        var sort = new Option<string?>("--sort")
        {
            Description = "The fields to sort by, such as rank,-step. Default: number.",
            HelpName = "FIELDS",
        };
        return verbs.Create("trials", "List the trials of a sweep.", [id, filter, sort], async (invocation, parsed, cancellationToken) =>
        {
            var sweep = await invocation.FindSweepAsync(parsed.GetRequiredValue(id), cancellationToken);
            var all = await invocation.Home.TrialsAsync(sweep.Id, cancellationToken);
            var trials = Select(sweep.Spec, all, parsed.GetValue(filter), parsed.GetValue(sort));
            invocation.Result(trials, canvas => canvas.Write(new TrialTable(sweep.Spec, canvas.Profile.Width).Full(trials)));
            return ExitCodes.Done;
        });
    }

    private static List<TrialSnapshot> Select(SweepSpec spec, ImmutableArray<TrialSnapshot> trials, string? filter, string? sort)
    {
        var fields = new TrialFields(spec, trials.Cast<ITrialFacts>());
        try
        {
            var (conditions, order) = (TrialFilter.Parse(filter, fields), TrialOrder.Parse(sort, fields));
            return order.Sort(trials.Where(trial => conditions.Holds(trial)));
        }
        catch (FormatException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }
}
