using System.Collections.Immutable;
using SweepCluster.Silo.Children;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Cli.Hosting;

/// <summary>The silo in this process, and those it has started beside it.</summary>
internal sealed class EmbeddedCluster(LocalCluster cluster, ChildSilos children) : IRunningCluster, IControl
{
    public IGrainFactory Grains => cluster.Grains;

    public ImmutableArray<SlotStatus> Slots => cluster.Board.Slots;

    public string? Trouble => cluster.Trouble;

    public void Serve(string sweep) => cluster.ServeOnly(sweep);

    /// <summary>The silo in this process keeps the list of members, so it leaves last.</summary>
    public async ValueTask DisposeAsync()
    {
        await children.DisposeAsync();
        await cluster.DisposeAsync();
    }
}
