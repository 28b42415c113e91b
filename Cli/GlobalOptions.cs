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

    /// <summary>The Redis of a cluster.</summary>
    public Option<string?> Redis { get; } = new("--redis")
    {
        Description = "The Redis of a cluster, which lists its silos; without it verbs look at this machine's home.",
        HelpName = "HOST:PORT",
        Recursive = true,
    };

    /// <summary>The id of a cluster.</summary>
    public Option<string?> ClusterId { get; } = new("--cluster-id")
    {
        Description = "The cluster's id, where several share a Redis. Default: sweepcluster.",
        HelpName = "ID",
        Recursive = true,
    };

    /// <summary>Whether the result is one JSON document.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output and everything else on standard error.",
        Recursive = true,
    };
}
