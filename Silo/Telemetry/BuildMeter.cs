using System.Diagnostics.Metrics;
using System.Reflection;
using static SweepCluster.Contracts.Telemetry.SweepTelemetry;

namespace SweepCluster.Silo.Telemetry;

/// <summary>Says which version runs.</summary>
internal sealed class BuildMeter
{
    public BuildMeter(IMeterFactory meters) => meters.Create(Name).CreateObservableGauge(
        "sweep.build_info", () => new Measurement<int>(1, Tag("version", Version)), null, "Always 1; the label says which version runs.");

    /// <summary>The version without the commit it was built from.</summary>
    public static string Version { get; } = typeof(BuildMeter).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
