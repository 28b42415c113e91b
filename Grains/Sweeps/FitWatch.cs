using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Sweeps;

/// <summary>
/// Looks from time to time whether the cluster has a slot that can serve a sweep without running attempts, so that people see why it waits.
/// Nothing is decided by it.
/// </summary>
internal sealed partial class FitWatch(string sweep, IGrainFactory grains, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long? _lookedAt;
    private Task _looking = Task.CompletedTask;
    private string? _warning;

    /// <summary>Why no slot can serve the sweep, as was seen last; null when one can or the sweep wants none.</summary>
    public string? WarningOf(SweepEngine engine) => Wants(engine) ? _warning : null;

    /// <summary>Begins a look if it is time for one; what it finds is known later.</summary>
    public void Look(SweepEngine engine)
    {
        if (!Wants(engine))
        {
            _warning = null;
        }
        else if (_looking.IsCompleted && (_lookedAt is not { } before || time.GetElapsedTime(before) >= Interval))
        {
            _lookedAt = time.GetTimestamp();
            _looking = LookAsync(engine.Spec.Resources);
        }
    }

    private static bool Wants(SweepEngine engine) =>
        engine is { Status: SweepStatus.Running, Running.Count: 0 } && engine.Spec.Task is not ExternalTask;

    private async Task LookAsync(ResourcesSpec resources)
    {
        try
        {
            var silos = await grains.GetGrain<IClusterGrain>(0).GetSilos();
            var seen = SlotFit.Warning(resources, [.. silos.SelectMany(silo => silo.Slots)]);
            if (seen is not null && seen != _warning)
            {
                LogNoSlot(logger, sweep, seen);
            }

            _warning = seen;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            LogUnknown(logger, exception, sweep);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweep {Sweep} waits: {Reason}")]
    private static partial void LogNoSlot(ILogger logger, string sweep, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which slots there are for sweep {Sweep} could not be found out")]
    private static partial void LogUnknown(ILogger logger, Exception exception, string sweep);
}
