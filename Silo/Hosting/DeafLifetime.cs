using Microsoft.Extensions.Hosting;

namespace SweepCluster.Silo.Hosting;

/// <summary>Leaves signals to the program: a host's own lifetime would end a client's attempts to connect before the program has decided to.</summary>
internal sealed class DeafLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
