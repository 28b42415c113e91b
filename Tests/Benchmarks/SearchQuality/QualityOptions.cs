using SweepCluster.Benchmarks.Problems;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>What is compared, and where the results go.</summary>
/// <param name="Problems">The problems.</param>
/// <param name="Samplers">The samplers' names.</param>
/// <param name="Seeds">How many searches are made of each problem with each sampler; the seeds count from 0.</param>
/// <param name="Workers">Numbers of trials that run at once.</param>
/// <param name="Table">The file for the comparisons.</param>
internal sealed record QualityOptions(
    IReadOnlyList<IProblem> Problems,
    IReadOnlyList<string> Samplers,
    int Seeds,
    IReadOnlyList<int> Workers,
    string Table)
{
    /// <summary>How many trials each search has; null for as many as the problem says.</summary>
    public int? Trials { get; init; }

    /// <summary>How many searches are made at the same time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>The file for every single search; null for none.</summary>
    public string? Runs { get; init; }

    /// <summary>A file of searches to compare with; null for Optuna's.</summary>
    public string? Against { get; init; }
}
