using System.Collections.Immutable;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Cli.Hosting;

/// <summary>The silo in this process.</summary>
internal sealed class EmbeddedCluster(LocalCluster cluster) : IRunningCluster, IControl
{
    public IGrainFactory Grains => cluster.Grains;

    public ImmutableArray<SlotStatus> Slots => cluster.Board.Slots;

    public string? Trouble => cluster.Trouble;

    public void Serve(string sweep) => cluster.ServeOnly(sweep);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
