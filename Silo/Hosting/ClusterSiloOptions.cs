namespace SweepCluster.Silo.Hosting;

/// <summary>How a silo of a cluster is started.</summary>
/// <param name="Home">The folder of this silo alone: logs, data sets, working directories.</param>
public sealed record ClusterSiloOptions(string Home)
{
    /// <summary>A JSON file with the sections <c>Cluster</c>, <c>Silo</c>, <c>Sweep</c>, <c>Monitor</c> and <c>Log</c>; null for none. The environment goes before it.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Told in a sentence what the start waits for. Default: nobody.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Changes what file and environment say of the cluster; for flags.</summary>
    public Action<ClusterSettings>? ConfigureCluster { get; init; }

    /// <summary>Where figures, liveness and readiness are served; goes before file and environment. Null when no flag says it.</summary>
    public string? MonitorUrl { get; init; }

    /// <summary>Changes what file and environment say of this silo; for flags.</summary>
    public Action<SiloSettings>? ConfigureSilo { get; init; }
}
