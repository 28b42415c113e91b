using System.CommandLine;

namespace SweepCluster.Cli;

/// <summary>The options every verb takes.</summary>
internal sealed class GlobalOptions
{
    /// <summary>Where data lives.</summary>
    public Option<string?> Home { get; } = new("--home")
    {
        Description = "Where sweeps live on this machine. Default: $SWEEP_HOME, else ~/.local/share/sweepcluster.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Whether the result is one JSON document.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output and everything else on standard error.",
        Recursive = true,
    };
}
