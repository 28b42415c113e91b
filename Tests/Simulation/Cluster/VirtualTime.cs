namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>The world's clock and agenda: time passes only from one planned action to the next.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (long At, long Order)> _agenda = new();
    private long _order;

    /// <summary>The time since the world's start.</summary>
    public TimeSpan Now { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public static TimeSpan SinceStart(DateTimeOffset time) => time - Start;

    public override DateTimeOffset GetUtcNow() => Start + Now;

    public override long GetTimestamp() => Now.Ticks;

    /// <summary>Plans an action; those of the same instant happen in the order in which they were planned.</summary>
    public void After(TimeSpan delay, Action action) => _agenda.Enqueue(action, (Now.Ticks + delay.Ticks, _order++));

    /// <summary>Carries out the next action; false when none is left.</summary>
    public bool Step()
    {
        if (!_agenda.TryDequeue(out var action, out var key))
        {
            return false;
        }

        Now = TimeSpan.FromTicks(key.At);
        action();
        return true;
    }
}
