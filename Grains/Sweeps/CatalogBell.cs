using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Grains.Sweeps;

/// <summary>
/// Tells the catalog that its line about a sweep may have changed, at most once a second. Nobody waits for it and nothing rests on it. For
/// use by one grain, whose scheduler runs one thing at a time.
/// </summary>
internal sealed partial class CatalogBell(IGrainFactory grains, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool _isWanted;
    private bool _isRinging;

    /// <summary>Tells it now, or once when the second is over.</summary>
    public void Ring()
    {
        _isWanted = true;
        if (!_isRinging)
        {
            _ = RingAsync();
        }
    }

    private async Task RingAsync()
    {
        _isRinging = true;
        while (_isWanted)
        {
            _isWanted = false;
            try
            {
                await grains.GetGrain<ISweepCatalogGrain>(0).NoteChange();
            }
            catch (Exception exception)
            {
                LogNotTold(logger, exception);
            }

            await Task.Delay(Interval, time);
        }

        _isRinging = false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalog could not be told that a sweep has changed; those who watch its list see it later")]
    private static partial void LogNotTold(ILogger logger, Exception exception);
}
