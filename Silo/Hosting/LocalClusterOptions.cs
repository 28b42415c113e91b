using Microsoft.Extensions.DependencyInjection;

namespace SweepCluster.Silo.Hosting;

/// <summary>How a cluster of one silo in this process is started.</summary>
/// <param name="Home">The folder in which its data lives.</param>
/// <param name="Command">What this process was started as, for others who want the same home.</param>
public sealed record LocalClusterOptions(string Home, string Command)
{
    /// <summary>The silo's name. Default: local.</summary>
    public string Name { get; init; } = "local";

    /// <summary>The devices it offers; empty for none, which is enough to give commands. Default: auto.</summary>
    public string Devices { get; init; } = "auto";

    /// <summary>True when slots work for every running sweep of the home; false when <see cref="LocalCluster.ServeOnly"/> will name one. Default: true.</summary>
    public bool ServesAll { get; init; } = true;

    /// <summary>True when slots keep a process of the built-in trainer ready; false where only users' programs will run. Default: true.</summary>
    public bool WarmsUp { get; init; } = true;

    /// <summary>Where figures, liveness and readiness are served; see <see cref="Monitoring.MonitorSettings.Url"/>. Default: nowhere.</summary>
    public string MonitorUrl { get; init; } = "";

    /// <summary>Changes settings after the defaults are set, for tests and for flags.</summary>
    public Action<SiloSettings>? Configure { get; init; }

    /// <summary>Adds to the host's services after everything else, for benchmarks that look inside.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }
}
