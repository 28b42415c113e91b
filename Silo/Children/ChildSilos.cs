using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Children;

/// <summary>
/// Silos in processes of their own that join the <see cref="LocalCluster"/> of this process and share its store, checkpoints and data sets.
/// They end with this process, also when it is killed, and one that ends by itself is started again.
/// </summary>
public sealed class ChildSilos : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    private ChildSilos(IEnumerable<ChildSilo> silos) =>
        _running = Task.WhenAll(silos.Select(silo => silo.RunAsync(_stopping.Token)).ToList());

    /// <summary>The name of the silo with this number; the one in the process itself is number 1.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"silo-{number}");

    /// <summary>Starts one silo for each share; they join when they are ready.</summary>
    /// <param name="cluster">The cluster of this process, which is its first silo.</param>
    /// <param name="program">How this program is started: the file, and arguments that come before the verb.</param>
    /// <param name="shares">What each of them offers.</param>
    /// <param name="say">Told about starts and ends in sentences, from any thread.</param>
    public static ChildSilos Start(
        LocalCluster cluster, ImmutableArray<string> program, IEnumerable<DeviceShare> shares, Action<string> say) =>
        new(shares.Select((share, index) => Create(cluster, program, share, Name(index + 2), say)));

    /// <summary>Drains them and waits until they are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private static ChildSilo Create(
        LocalCluster cluster, ImmutableArray<string> program, DeviceShare share, string name, Action<string> say)
    {
        var home = cluster.Home.ChildHome(name);
        ImmutableArray<string> command =
        [
            .. program, "silo", "--attached",
            "--name", name,
            "--home", home,
            "--cluster-id", cluster.ClusterId,
            "--primary", cluster.Endpoint.ToString(),
            "--sqlite", cluster.Home.Database,
            "--checkpoints", cluster.Home.CheckpointDirectory,
            "--data", cluster.Home.DataDirectory,
            "--devices", share.Devices,
            "--cores", share.Cores.ToString(CultureInfo.InvariantCulture),
            .. share.Memory is null ? ImmutableArray<string>.Empty : ["--memory", share.MemorySetting],
            "--address", cluster.Endpoint.Address.ToString(),
            "--silo-port", "0",
            "--gateway-port", "0",
            "--monitor-url", "http://127.0.0.1:0",
        ];
        return new ChildSilo(name, home, share.Devices, command, TimeProvider.System, say);
    }
}
