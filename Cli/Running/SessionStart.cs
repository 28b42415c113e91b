using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Running;

/// <summary>Where one session of a run begins.</summary>
/// <param name="Sweep">The sweep as it was then.</param>
/// <param name="AfterSequence">The sequence number of the last event before the session; 0 for a new sweep.</param>
/// <param name="GoOnWith">The command that goes on with the sweep after an interruption.</param>
internal sealed record SessionStart(SweepSnapshot Sweep, long AfterSequence, string GoOnWith);
