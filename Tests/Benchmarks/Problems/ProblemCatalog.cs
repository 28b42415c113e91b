namespace SweepCluster.Benchmarks.Problems;

/// <summary>The problems that samplers are compared on.</summary>
internal static class ProblemCatalog
{
    public static IReadOnlyList<IProblem> All { get; } =
        [.. ContinuousProblems.All, .. MixedProblems.All, .. ConditionalProblems.All, .. ParetoProblems.All];
}
