namespace SweepCluster.Grains.Store;

/// <summary>One event as it lies in the table <c>events</c>; its key is sweep and sequence.</summary>
internal sealed class EventRow
{
    public required string Sweep { get; init; }

    public required long Sequence { get; init; }

    /// <summary>The event's kind as in its JSON, so that SQL can select by it.</summary>
    public required string Kind { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    public required DateTime Time { get; init; }
}
