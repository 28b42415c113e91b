namespace SweepCluster.Cli.Hosting;

/// <summary>A sweep file cannot be used.</summary>
/// <param name="lines">Ready-made lines: what was seen, what is allowed and where; at least one.</param>
internal sealed class SweepFileException(IReadOnlyList<string> lines) : CliException(ExitCodes.BadUsage, lines);
