namespace SweepCluster.Grains.Store;

/// <summary>A checkpoint's projection in the table <c>checkpoints</c>; its key is sweep, trial, attempt and step.</summary>
internal sealed class CheckpointRow
{
    public required string Sweep { get; init; }

    public required int Trial { get; init; }

    public required int Attempt { get; init; }

    public required int Step { get; init; }

    /// <summary>The file's path below the checkpoint root.</summary>
    public required string Path { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public required DateTime Time { get; init; }
}
