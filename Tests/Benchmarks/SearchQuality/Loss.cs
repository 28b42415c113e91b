using SweepCluster.Benchmarks.Problems;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>Turns what searches reached into what tables show and tests compare.</summary>
internal static class Loss
{
    /// <summary>What is shown: the regret where the optimum is known, else the value itself, or the hypervolume.</summary>
    public static string Name(IProblem problem) => problem.Objectives.Length > 1 ? "hypervolume" : problem.Optimum is null ? "best" : "regret";

    /// <summary>The shown number.</summary>
    public static double Shown(IProblem problem, double value) => problem is { Objectives: [var objective], Optimum: { } optimum }
        ? objective.Score(value) - objective.Score(optimum)
        : value;

    /// <summary>A number for comparisons, where lower is better; a search without any result is worst.</summary>
    public static double Score(IProblem problem, double value) =>
        double.IsNaN(value) ? double.PositiveInfinity : problem.Objectives is [var objective] ? objective.Score(value) : -value;

    /// <summary>The value that a share of the runs does not miss: 0.5 for the median, 0.9 for the worst decile.</summary>
    public static double Quantile(IProblem problem, IEnumerable<double> values, double share)
    {
        var sorted = values.OrderBy(value => Score(problem, value)).ToList();
        var place = share * (sorted.Count - 1);
        var (low, high) = (sorted[(int)place], sorted[(int)Math.Ceiling(place)]);
        return low == high ? low : low + ((place - (int)place) * (high - low));
    }
}
