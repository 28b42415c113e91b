using System.Globalization;

namespace SweepCluster.Chaos.Cluster;

/// <summary>All that the campaign takes for granted about the product's command line and its cluster.</summary>
internal static class SweepCommand
{
    /// <summary>What silos and clients of one installation have in common.</summary>
    public const string ServiceId = "sweepcluster";

    /// <summary>The devices of each silo: two slots.</summary>
    public const string Devices = "cpu:2";

    /// <summary>What a silo prints when it is a member of the cluster.</summary>
    public const string ReadyWord = "SIGTERM drains it";

    /// <summary>Settings of silos that no flag has: the built-in trainer, which no trial here needs, is not started ahead.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string> { ["SWEEP_Silo__WarmsUp"] = "false" };

    /// <summary>The words that start a silo.</summary>
    public static IReadOnlyList<string> Silo(string program, SiloPlace place, ClusterPlace cluster) =>
    [
        program, "silo",
        "--name", place.Name,
        "--cluster-id", cluster.ClusterId,
        "--redis", cluster.Redis,
        "--postgres", cluster.Postgres,
        "--home", place.Home,
        "--checkpoints", cluster.Checkpoints,
        "--devices", Devices,
        "--address", place.Address,
        "--silo-port", place.SiloPort.ToString(CultureInfo.InvariantCulture),
        "--gateway-port", place.GatewayPort.ToString(CultureInfo.InvariantCulture),
        "--monitor-url", "",
    ];
}

/// <summary>Where a silo lives; the same for all processes that bear its name one after the other.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its network address.</param>
/// <param name="SiloPort">The port for other silos.</param>
/// <param name="GatewayPort">The port for clients.</param>
/// <param name="Home">Its own folder.</param>
internal sealed record SiloPlace(string Name, string Address, int SiloPort, int GatewayPort, string Home);

/// <summary>What all silos share.</summary>
/// <param name="ClusterId">The cluster's name.</param>
/// <param name="Redis">The membership's server, as host:port.</param>
/// <param name="Postgres">The connection string of the event store.</param>
/// <param name="Checkpoints">The folder of checkpoints.</param>
internal sealed record ClusterPlace(string ClusterId, string Redis, string Postgres, string Checkpoints);
