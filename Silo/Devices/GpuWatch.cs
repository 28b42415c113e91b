using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SweepCluster.Contracts.Grains;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Devices;

/// <summary>
/// Looks at the graphics processors of this machine from time to time, in the background, and keeps what was seen. Whoever wants to know
/// reads that: a driver that has lost a device may take long to say so. Starts before the slots do.
/// </summary>
internal sealed partial class GpuWatch : BackgroundService
{
    /// <summary>The driver may hang with its device; then every device counts as faulted.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IGpuSource _source;
    private readonly SiloSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<GpuWatch> _logger;
    private readonly Lock _lock = new();
    private readonly GpuRoll _roll = new();
    private GpuInventory _current = GpuInventory.None;
    private Task<GpuInventory> _looking = Task.FromResult(GpuInventory.None);

    public GpuWatch(IGpuSource source, IOptions<SiloSettings> settings, IMeterFactory meters, TimeProvider time, ILogger<GpuWatch> logger)
    {
        (_source, _settings, _time, _logger) = (source, settings.Value, time, logger);
        GpuGauges.Add(meters.Create("SweepCluster"), () => Current.Gpus);
    }

    /// <summary>What was seen last of the devices that this silo offers.</summary>
    public GpuInventory Current => Volatile.Read(ref _current);

    /// <summary>Looks now, or waits for the look that is under way; answers what is seen.</summary>
    public async Task<GpuInventory> LookAsync()
    {
        try
        {
            return Keep(await Begin().WaitAsync(Patience, _time));
        }
        catch (TimeoutException)
        {
            return Keep(new GpuInventory(Current.Source, [], $"the driver has not answered for {Patience.TotalSeconds:0} s"));
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (DeviceList.MayHoldGpus(_settings.Devices))
        {
            await LookAsync();
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>Where nothing was found, nothing is waited for: the slots are on the processor then.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Current is { Gpus.IsEmpty: true, Trouble: null })
        {
            return;
        }

        using var timer = new PeriodicTimer(_settings.GpuInterval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully, TaskScheduler.Default))
        {
            await LookAsync();
        }
    }

    private Task<GpuInventory> Begin()
    {
        lock (_lock)
        {
            return _looking = _looking.IsCompleted ? Task.Run(Look, CancellationToken.None) : _looking;
        }
    }

    private GpuInventory Look()
    {
        try
        {
            return _source.Look() ?? GpuInventory.None;
        }
        catch (Exception exception)
        {
            LogFailed(_logger, exception);
            return new GpuInventory(Current.Source, [], exception.Message);
        }
    }

    private GpuInventory Keep(GpuInventory seen)
    {
        lock (_lock)
        {
            var named = _roll.Call(seen);
            var before = Current.Gpus.ToDictionary(gpu => gpu.Device, gpu => gpu.Fault);
            var kept = named with { Gpus = [.. named.Gpus.Where(gpu => DeviceList.Holds(_settings.Devices, gpu.Device))] };
            Volatile.Write(ref _current, kept);
            foreach (var gpu in kept.Gpus)
            {
                Tell(gpu, before.GetValueOrDefault(gpu.Device));
            }

            return kept;
        }
    }

    private void Tell(GpuView gpu, string? before)
    {
        if (gpu.Fault is { } fault && before is null)
        {
            LogFaulted(_logger, gpu.Device, gpu.Uuid, fault);
        }
        else if (gpu.Fault is null && before is not null)
        {
            LogWell(_logger, gpu.Device);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Device {Device} ({Uuid}) is faulted: {Fault}")]
    private static partial void LogFaulted(ILogger logger, string device, string? uuid, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Device {Device} can be used again")]
    private static partial void LogWell(ILogger logger, string device);

    [LoggerMessage(Level = LogLevel.Error, Message = "The graphics processors could not be looked at")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
