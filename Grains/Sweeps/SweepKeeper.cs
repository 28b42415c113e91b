using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Telemetry;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Sweeps;

/// <summary>
/// Wakes sweeps that are under way. Leases and limits are looked at by activations alone, and a lost one comes back with the next call:
/// when all that called it is gone too, such as the slots of its attempts, nobody would notice that these are lost. One silo of the
/// cluster does so, the first by address; it asks what the last commits say, so a second one would do no harm.
/// </summary>
public sealed partial class SweepKeeper : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>So few are woken together: what has to read its log may take seconds, and calls have better things to do.</summary>
    private const int MostAtOnce = 8;

    private readonly SweepReader _sweeps;
    private readonly IGrainFactory _grains;
    private readonly IClusterMembershipService _membership;
    private readonly ILocalSiloDetails _silo;
    private readonly TimeProvider _time;
    private readonly ILogger<SweepKeeper> _logger;

    /// <summary>Makes the service; register it after Orleans, so that it starts when the silo is active.</summary>
    public SweepKeeper(
        SweepReader sweeps,
        IGrainFactory grains,
        IClusterMembershipService membership,
        ILocalSiloDetails silo,
        TimeProvider time,
        ILogger<SweepKeeper> logger)
    {
        _sweeps = sweeps;
        _grains = grains;
        _membership = membership;
        _silo = silo;
        _time = time;
        _logger = logger;
    }

    private bool IsFirst => _membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active)
        .MinBy(member => member.SiloAddress)?.SiloAddress.Equals(_silo.SiloAddress) == true;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (IsFirst)
                {
                    await WakeAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(_logger, exception.Message);
            }

            await Task.Delay(Interval, _time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Wakes all sweeps that are under way, once.</summary>
    internal async Task WakeAsync(CancellationToken cancellationToken)
    {
        var sweeps = await _sweeps.UnderWayAsync(cancellationToken);
        await Parallel.ForEachAsync(
            sweeps,
            new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellationToken },
            async (sweep, _) => await WakeAsync(sweep));
    }

    /// <summary>One sweep that cannot be woken keeps nobody from waking the others.</summary>
    private async Task WakeAsync(string sweep)
    {
        using var scope = _logger.About(sweep);
        try
        {
            await _grains.GetGrain<ISweepGrain>(sweep).Wake();
        }
        catch (Exception exception)
        {
            LogNotWoken(_logger, sweep, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweep {Sweep} could not be woken; it is tried again: {Reason}")]
    private static partial void LogNotWoken(ILogger logger, string sweep, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeps could not be woken; it is tried again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
