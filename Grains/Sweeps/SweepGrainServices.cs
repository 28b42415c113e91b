using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Grains.Slots;

namespace SweepCluster.Grains.Sweeps;

/// <summary>Wires what the grains need beside the store.</summary>
public static class SweepGrainServices
{
    /// <summary>Adds the grains' options, the silo's slot ledger and what deletes sweeps.</summary>
    public static IServiceCollection AddSweepGrains(this IServiceCollection services)
    {
        services.AddOptions<SweepOptions>();
        services.AddSingleton<SlotLedger>();
        services.AddSingleton<SweepEraser>();
        return services;
    }
}
