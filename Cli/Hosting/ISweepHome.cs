using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Hosting;

/// <summary>The sweeps of this machine in one directory. Reading works while another process runs the home; only one process runs it.</summary>
internal interface ISweepHome
{
    /// <summary>All sweeps, newest first; empty for a home that does not exist yet.</summary>
    Task<ImmutableArray<SweepHeadline>> ListAsync(CancellationToken cancellationToken);

    /// <summary>One sweep as the store has it; null when there is none of that id.</summary>
    Task<SweepSnapshot?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>All trials of a sweep, by number; empty when there is no sweep of that id.</summary>
    Task<ImmutableArray<TrialSnapshot>> TrialsAsync(string id, CancellationToken cancellationToken);

    /// <summary>Who runs the home now, as a phrase such as <c>sweep run (process 4711)</c>; null when nobody does.</summary>
    string? Holder();

    /// <summary>Connects to the process that holds the home, or starts a cluster without slots when nobody does.</summary>
    Task<IControl> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Looks whether a task can be trained on this machine: that the home can be written and that trainer and data are there.</summary>
    /// <exception cref="CliException">Something is missing; the message says what, and what to do.</exception>
    Task PrepareAsync(TaskSpec task, CancellationToken cancellationToken);

    /// <summary>Takes the home and starts a cluster with slots in this process.</summary>
    /// <exception cref="HomeBusyException">Another process holds the home.</exception>
    Task<IRunningCluster> StartAsync(RunOptions options, CancellationToken cancellationToken);

    /// <summary>The full path of a checkpoint whose path is relative to the checkpoint root.</summary>
    string CheckpointPath(string relative);
}
