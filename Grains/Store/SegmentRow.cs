namespace SweepCluster.Grains.Store;

/// <summary>Many events of a sweep packed into one row of the table <c>segments</c>; its key is sweep and first sequence number.</summary>
internal sealed class SegmentRow
{
    public required string Sweep { get; init; }

    /// <summary>The sequence number of the first event.</summary>
    public required long First { get; init; }

    /// <summary>How the content is written; a reader of another format ignores the segment.</summary>
    public required string Format { get; init; }

    /// <summary>The content's SHA-256 in lower-case hexadecimal; a segment that does not match it is ignored.</summary>
    public required string Sha256 { get; init; }

    public required byte[] Content { get; init; }
}
