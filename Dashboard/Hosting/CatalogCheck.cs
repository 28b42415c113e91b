using Microsoft.Extensions.Diagnostics.HealthChecks;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>The dashboard is ready when the cluster's catalog answers; a failed call counts as unhealthy.</summary>
/// <param name="client">Asks the catalog.</param>
internal sealed class CatalogCheck(SweepClient client) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await client.ListAsync().WaitAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
