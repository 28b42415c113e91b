using System.CommandLine;
using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli.Verbs;

/// <summary>The options of verbs that run a sweep in this process.</summary>
internal sealed class LocalOptions
{
    /// <summary>Makes the options.</summary>
    public LocalOptions()
    {
        Devices.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && RunOptions.Refusal(result.Tokens[0].Value) is { } refusal)
            {
                result.AddError(refusal);
            }
        });
    }

    /// <summary>Which slots the cluster has.</summary>
    public Option<string> Devices { get; } = new("--devices")
    {
        Description = "The slots that train: auto, cpu, cpu:N for N slots that share the cores, or cuda:0,cuda:1.",
        HelpName = "DEVICES",
        DefaultValueFactory = _ => "auto",
    };

    /// <summary>Whether lines are printed even on a terminal.</summary>
    public Option<bool> Plain { get; } = new("--plain") { Description = "Print lines instead of the live view." };

    /// <summary>Reads both.</summary>
    public (RunOptions Options, bool IsPlain) Read(ParseResult parsed) =>
        (new RunOptions(parsed.GetValue(Devices)!), parsed.GetValue(Plain));
}
