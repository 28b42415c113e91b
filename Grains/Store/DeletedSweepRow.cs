namespace SweepCluster.Grains.Store;

/// <summary>What is left of a deleted sweep, in the table <c>deleted_sweeps</c>: its id, which no other sweep gets.</summary>
internal sealed class DeletedSweepRow
{
    public required string Id { get; init; }

    public required DateTime DeletedAt { get; init; }
}
