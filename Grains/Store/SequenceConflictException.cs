namespace SweepCluster.Grains.Store;

/// <summary>Another activation of the sweep has already appended an event of this number. The one that gets this is the duplicate.</summary>
internal sealed class SequenceConflictException(string sweep, long sequence, Exception inner)
    : Exception($"Sweep {sweep} already has an event number {sequence}; another activation is writing its log.", inner);
