using System.Collections.Immutable;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Cli.Hosting;

/// <summary>A silo with slots in this process. It leaves SIGINT and SIGTERM alone: the verb decides what they mean.</summary>
internal interface IRunningCluster : IAsyncDisposable
{
    /// <summary>The grains.</summary>
    IGrainFactory Grains { get; }

    /// <summary>The slots as they are now, in a fixed order.</summary>
    ImmutableArray<SlotStatus> Slots { get; }

    /// <summary>Why nothing can be stored at the moment; null when all is well.</summary>
    string? Trouble { get; }

    /// <summary>
    /// Lets the slots work for this sweep; before, they wait. Disposing the cluster lets running attempts stop at a checkpoint and hands
    /// their leases back; that is bounded in time.
    /// </summary>
    void Serve(string sweep);
}
