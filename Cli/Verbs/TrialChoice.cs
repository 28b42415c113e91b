using System.Collections.Immutable;
using System.CommandLine;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Trials;

namespace SweepCluster.Cli.Verbs;

/// <summary>The options by which a verb is told which trials are meant, and in which order.</summary>
internal sealed class TrialChoice
{
    /// <summary>What trials must satisfy.</summary>
    public Option<string?> Filter { get; } = new("--filter")
    {
        Description = "What trials must satisfy, such as 'status:completed lr<0.1'. Default: nothing.",
        HelpName = "CONDITIONS",
    };

    /// <summary>What they are sorted by.</summary>
    public Option<string?> Sort { get; } = new("--sort")
    {
        Description = "The fields to sort by, such as rank,-step. Default: number.",
        HelpName = "FIELDS",
    };

    /// <summary>Those trials, in that order.</summary>
    /// <exception cref="CliException">A condition or an order cannot be read.</exception>
    public List<TrialSnapshot> Read(ParseResult parsed, SweepSpec spec, ImmutableArray<TrialSnapshot> trials)
    {
        var fields = new TrialFields(spec, trials.Cast<ITrialFacts>());
        try
        {
            var (conditions, order) = (TrialFilter.Parse(parsed.GetValue(Filter), fields), TrialOrder.Parse(parsed.GetValue(Sort), fields));
            return order.Sort(trials.Where(trial => conditions.Holds(trial)));
        }
        catch (FormatException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }
}
