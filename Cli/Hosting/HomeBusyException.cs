namespace SweepCluster.Cli.Hosting;

/// <summary>Another process holds the home. The message says which, and what to do.</summary>
internal sealed class HomeBusyException(string message) : CliException(ExitCodes.BadUsage, message);
