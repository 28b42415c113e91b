using Microsoft.Extensions.Diagnostics.HealthChecks;
using SweepCluster.Grains.Store;

namespace SweepCluster.Silo.Monitoring;

/// <summary>A silo is ready when it is an active member of the cluster and its store can be written.</summary>
internal sealed class SiloCheck(ILocalSiloDetails silo, IClusterMembershipService membership, StoreProbe store) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress);
        if (status != SiloStatus.Active)
        {
            return HealthCheckResult.Unhealthy($"the silo is {status}, not Active");
        }

        return await store.TroubleAsync(cancellationToken) is { } trouble
            ? HealthCheckResult.Unhealthy($"the store cannot be written: {trouble}")
            : HealthCheckResult.Healthy("the silo is Active and its store can be written");
    }
}
