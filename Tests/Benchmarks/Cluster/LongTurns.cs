using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>Counts the grain turns that Orleans' scheduler reports as too long.</summary>
internal sealed class LongTurns(TimeSpan threshold) : ILoggerProvider, ILogger
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Has the silo report turns over the threshold to this.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.Configure<SchedulingOptions>(scheduling => scheduling.TurnWarningLengthThreshold = threshold);
        services.AddSingleton<ILoggerProvider>(this);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Orleans keeps the number of this event to itself; its text is what can be told from others.
        if (formatter(state, exception).Contains("took elapsed time", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _count);
        }
    }

    public void Dispose()
    {
    }
}
