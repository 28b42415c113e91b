using Serilog.Core;
using Serilog.Events;

namespace SweepCluster.Silo.Hosting;

/// <summary>
/// Lets through so many lines of one kind within a second, and says with the next line how many were left out: whatever repeats itself
/// without end, such as a library whose clock was set back, must not fill the disk.
/// </summary>
/// <param name="time">The time.</param>
internal sealed class LogThrottle(TimeProvider time) : ILogEventFilter
{
    /// <summary>The property of a line that tells how many before it were left out; absent when none were.</summary>
    public const string OmittedProperty = "Omitted";

    /// <summary>How many lines of one kind a second may have.</summary>
    public const int MostPerSecond = 50;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Count> _counts = [];

    /// <inheritdoc/>
    public bool IsEnabled(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        lock (_lock)
        {
            var kind = logEvent.MessageTemplate.Text;
            var count = _counts.GetValueOrDefault(kind);
            if (count.Lines > 0 && time.GetElapsedTime(count.Since) < TimeSpan.FromSeconds(1))
            {
                _counts[kind] = count with { Lines = count.Lines + 1 };
                return count.Lines < MostPerSecond;
            }

            if (count.Lines > MostPerSecond)
            {
                logEvent.AddPropertyIfAbsent(new LogEventProperty(
                    OmittedProperty, new ScalarValue(FormattableString.Invariant($" ({count.Lines - MostPerSecond} lines like this left out)"))));
            }

            _counts[kind] = new Count(time.GetTimestamp(), 1);
            return true;
        }
    }

    /// <param name="Since">When the second began.</param>
    /// <param name="Lines">How many lines it has had.</param>
    private readonly record struct Count(long Since, int Lines);
}
