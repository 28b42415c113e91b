using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Grains.Slots;
using SweepCluster.Grains.Sweeps;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Processes;
using SweepCluster.Silo.Telemetry;

namespace SweepCluster.Silo.Slots;

/// <summary>
/// Runs one <see cref="SlotWorker"/> per slot of this silo and tells the cluster who is here. Registered after Orleans, so that it starts
/// when the silo is active and has drained before the silo leaves.
/// </summary>
internal sealed partial class SlotHost(
    ILocalSiloDetails silo,
    IGrainFactory grains,
    SlotLedger ledger,
    SlotBoard board,
    SiloDrain drain,
    SweepFilter filter,
    SweepHome home,
    GpuWatch gpus,
    IOptions<SiloSettings> settings,
    IOptions<SweepOptions> leases,
    SiloMeters meters,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(3);

    private readonly ILogger<SlotHost> _logger = loggers.CreateLogger<SlotHost>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var workers = CreateWorkers();
        try
        {
            await Task.WhenAll([BeatAsync(stoppingToken), .. workers.Select(worker => worker.RunAsync(stoppingToken))]);
        }
        finally
        {
            await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        }
    }

    private List<SlotWorker> CreateWorkers()
    {
        if (settings.Value.Devices.Length == 0)
        {
            return [];
        }

        OrphanFile.KillLeftovers(home.RunDirectory);
        var devices = DeviceList.Read(settings.Value.Devices, settings.Value.SlotsPerGpu, settings.Value.UsableCores, gpus.Current.Gpus);
        return [.. devices.SelectMany(device => Enumerable.Range(0, device.Slots).Select(index => CreateWorker(device, index)))];
    }

    private SlotWorker CreateWorker(Device device, int index)
    {
        var slot = new SlotId(silo.Name, device.Name, index);
        ledger.Register(slot);
        var state = new DeviceState(device, gpus, settings.Value.UsableMemory, settings.Value.SilosPerGpu);
        var seat = new ProcessSeat(
            slot, device, state, home, settings.Value, meters.Processes, time, loggers.CreateLogger<ProcessSeat>());
        return new SlotWorker(
            slot,
            silo.SiloAddress.ToParsableString(),
            device,
            state,
            grains,
            ledger,
            seat,
            board,
            drain,
            filter,
            home,
            settings.Value,
            leases.Value.LeaseDuration + leases.Value.LeaseGrace + (2 * leases.Value.TickInterval),
            meters,
            time,
            loggers.CreateLogger<SlotWorker>());
    }

    private async Task BeatAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // An order that was followed is told at once.
                while (Follow(await grains.GetGrain<IClusterGrain>(0).Heartbeat(View())))
                {
                    stoppingToken.ThrowIfCancellationRequested();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogHeartbeatFailed(_logger, exception);
            }

            await Task.Delay(HeartbeatInterval, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private SiloView View() => new(silo.Name, silo.SiloAddress.ToParsableString(), [.. board.Slots.Select(status => status.Slot)])
    {
        IsDraining = drain.IsDraining,
        Gpus = gpus.Current.Gpus,
    };

    /// <summary>Does what an operator wants; false when that is nothing.</summary>
    private bool Follow(SiloOrder order)
    {
        switch (order)
        {
            case SiloOrder.Drain:
                drain.Begin();
                break;
            case SiloOrder.Work:
                drain.Resume();
                break;
            default:
                return false;
        }

        LogOrdered(_logger, order);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An operator wants this silo to {Order}")]
    private static partial void LogOrdered(ILogger logger, SiloOrder order);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cluster view could not be told that this silo is alive")]
    private static partial void LogHeartbeatFailed(ILogger logger, Exception exception);
}
