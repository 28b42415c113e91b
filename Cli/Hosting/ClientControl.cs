using SweepCluster.Silo.Hosting;

namespace SweepCluster.Cli.Hosting;

/// <summary>The process that holds the home, reached over loopback.</summary>
internal sealed class ClientControl(LocalClient client) : IControl
{
    public IGrainFactory Grains => client.Grains;

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
