namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>What a test says about a sampler beside its peer.</summary>
internal enum Verdict
{
    /// <summary>The difference may be chance.</summary>
    Neither,

    /// <summary>The sampler is better.</summary>
    Better,

    /// <summary>The peer is better.</summary>
    Worse,
}
