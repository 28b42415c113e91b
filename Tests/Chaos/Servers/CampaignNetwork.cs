using System.Globalization;
using SweepCluster.Chaos.Processes;

namespace SweepCluster.Chaos.Servers;

/// <summary>
/// The network of a secluded campaign: a bridge with the servers and the driver, and one network namespace per silo at the end of a cable
/// that can be pulled. Where there is no seclusion everybody is on loopback and no cable can be pulled.
/// </summary>
internal sealed class CampaignNetwork
{
    private const string Bridge = "chaos0";
    private const string BridgeAddress = "10.77.0.1";

    private readonly bool _isSecluded;

    private CampaignNetwork(bool isSecluded) => _isSecluded = isSecluded;

    /// <summary>True when a silo's network can be cut.</summary>
    public bool CanCut => _isSecluded;

    /// <summary>The address of the servers.</summary>
    public string ServerAddress => _isSecluded ? BridgeAddress : "127.0.0.1";

    /// <summary>Lays the bridge and a cable for each silo.</summary>
    public static async Task<CampaignNetwork> BuildAsync(bool isSecluded, int silos, CancellationToken cancellationToken)
    {
        var network = new CampaignNetwork(isSecluded);
        if (isSecluded)
        {
            await IpAsync("link set lo up", cancellationToken);
            await IpAsync($"link add {Bridge} type bridge", cancellationToken);
            await IpAsync($"address add {BridgeAddress}/24 dev {Bridge}", cancellationToken);
            await IpAsync($"link set {Bridge} up", cancellationToken);

            // The list of namespaces is the machine's own; this mount is the campaign's.
            Directory.CreateDirectory("/run/netns");
            await ChildProcess.RunAsync(cancellationToken, "mount", "-t", "tmpfs", "tmpfs", "/run/netns");
            for (var index = 0; index < silos; index++)
            {
                await network.LayCableAsync(index, cancellationToken);
            }
        }

        return network;
    }

    /// <summary>A silo's address.</summary>
    public string SiloAddress(int index) =>
        _isSecluded ? string.Create(CultureInfo.InvariantCulture, $"10.77.0.{11 + index}") : "127.0.0.1";

    /// <summary>The words that make a program run at a silo's end of its cable.</summary>
    public IReadOnlyList<string> Enter(int index) => _isSecluded ? ["ip", "netns", "exec", Namespace(index)] : [];

    /// <summary>Pulls a silo's cable.</summary>
    public static Task CutAsync(int index, CancellationToken cancellationToken) => IpAsync($"link set {Cable(index)} down", cancellationToken);

    /// <summary>Plugs a silo's cable in again.</summary>
    public static Task MendAsync(int index, CancellationToken cancellationToken) => IpAsync($"link set {Cable(index)} up", cancellationToken);

    private async Task LayCableAsync(int index, CancellationToken cancellationToken)
    {
        var (name, cable) = (Namespace(index), Cable(index));
        await IpAsync($"netns add {name}", cancellationToken);
        await IpAsync($"link add {cable} type veth peer name eth0 netns {name}", cancellationToken);
        await IpAsync($"link set {cable} master {Bridge} up", cancellationToken);
        await IpAsync($"-n {name} link set lo up", cancellationToken);
        await IpAsync($"-n {name} address add {SiloAddress(index)}/24 dev eth0", cancellationToken);
        await IpAsync($"-n {name} link set eth0 up", cancellationToken);
    }

    private static string Namespace(int index) => string.Create(CultureInfo.InvariantCulture, $"silo-{index}");

    private static string Cable(int index) => string.Create(CultureInfo.InvariantCulture, $"cable-{index}");

    private static Task IpAsync(string arguments, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(cancellationToken, ["ip", .. arguments.Split(' ')]);
}
