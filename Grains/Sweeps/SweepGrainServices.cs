using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Grains.Slots;
using SweepCluster.Grains.Telemetry;

namespace SweepCluster.Grains.Sweeps;

/// <summary>Wires what the grains need beside the store.</summary>
public static class SweepGrainServices
{
    /// <summary>Adds the grains' options, the silo's slot ledger, what deletes sweeps and what measures.</summary>
    public static IServiceCollection AddSweepGrains(this IServiceCollection services)
    {
        services.AddOptions<SweepOptions>();
        services.AddSingleton<SlotLedger>();
        services.AddSingleton<SweepEraser>();
        services.AddMetrics();
        services.AddSingleton<TrialMeter>();
        services.AddSingleton<SearchMeter>();
        services.AddSingleton<ActiveSweeps>();
        services.AddSingleton<GrainMeters>();
        services.AddHostedService<SweepGauges>();
        return services;
    }
}
