namespace SweepCluster.Grains.Store;

/// <summary>A checkpoint's projection in the table <c>checkpoints</c>; its key is sweep and sequence.</summary>
internal sealed class CheckpointRow
{
    public required string Sweep { get; init; }

    /// <summary>The number of the event that registered it; an attempt may register one step twice.</summary>
    public required long Sequence { get; init; }

    public required int Trial { get; init; }

    public required int Attempt { get; init; }

    public required int Step { get; init; }

    /// <summary>The file's path below the checkpoint root.</summary>
    public required string Path { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public required DateTime Time { get; init; }
}
