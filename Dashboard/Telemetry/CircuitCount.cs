using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SweepCluster.Dashboard.Telemetry;

/// <summary>Counts the pages that are open in browsers.</summary>
internal sealed class CircuitCount(DashboardMeter meter) : CircuitHandler
{
    /// <inheritdoc/>
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        meter.CircuitOpened();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        meter.CircuitClosed();
        return Task.CompletedTask;
    }
}
