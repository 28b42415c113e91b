using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Hosting;

/// <summary>A host with a silo and its slots, and the home that it holds for as long as it lives.</summary>
internal sealed class HomeHost : IAsyncDisposable
{
    private const int PortAttempts = 5;

    private readonly IHost _host;
    private readonly HomeLock _lock;

    private HomeHost(IHost host, HomeLock homeLock)
    {
        _host = host;
        _lock = homeLock;
    }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The way to the cluster's grains.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Where the silo is.</summary>
    public ILocalSiloDetails Silo => Services.GetRequiredService<ILocalSiloDetails>();

    /// <summary>What its slots are doing.</summary>
    public SlotBoard Board => Services.GetRequiredService<SlotBoard>();

    /// <summary>Whether its slots take work.</summary>
    public SiloDrain Drain => Services.GetRequiredService<SiloDrain>();

    /// <summary>Takes the home and starts a host on it.</summary>
    /// <param name="home">The home.</param>
    /// <param name="build">Makes the host; called again when somebody took one of its ports.</param>
    /// <param name="prepare">What must be done before a host starts.</param>
    /// <param name="choosesPorts">True when a host that is built again has other ports.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="HomeBusyException">Another process holds the home.</exception>
    public static async Task<HomeHost> StartAsync(
        SweepHome home, Func<IHost> build, Func<IServiceProvider, Task> prepare, bool choosesPorts, CancellationToken cancellationToken)
    {
        var homeLock = HomeLock.Acquire(home);
        try
        {
            return new HomeHost(await StartAsync(build, prepare, choosesPorts ? PortAttempts : 1, cancellationToken), homeLock);
        }
        catch (Exception)
        {
            homeLock.Dispose();
            throw;
        }
    }

    /// <summary>Tells others who holds the home and how to reach it.</summary>
    public void Announce(HomeHolder holder) => _lock.Write(holder);

    /// <summary>Drains the slots, then leaves the cluster.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _host.StopAsync();
        }
        finally
        {
            _host.Dispose();
            _lock.Dispose();
        }
    }

    private static async Task<IHost> StartAsync(
        Func<IHost> build, Func<IServiceProvider, Task> prepare, int attempts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var host = build();
            try
            {
                await prepare(host.Services);
                await host.StartAsync(cancellationToken);
                return host;
            }
            catch (Exception exception)
            {
                host.Dispose();
                if (attempt == attempts || !Ports.IsTaken(exception))
                {
                    throw;
                }

                // Somebody took the free port between the look and the use; others are free.
            }
        }
    }
}
