using System.Collections.Immutable;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Problems;

/// <summary>Problems of several objectives, all minimised.</summary>
internal static class ParetoProblems
{
    public static IEnumerable<IProblem> All =>
    [
        Zdt("zdt1-10", (first, g) => 1 - Math.Sqrt(first / g)),
        Zdt("zdt2-10", (first, g) => 1 - (first / g * (first / g))),
        new FormulaProblem("dtlz2-7-3", Axes.Box(7, 0, 1), Dtlz2) { Reference = [2.5, 2.5, 2.5], Trials = 200 },
        new FormulaProblem("branin-currin", Axes.Box(2, 0, 1), BraninCurrin) { Reference = [310, 0] },
    ];

    // Zitzler, Deb and Thiele 2000.
    private static FormulaProblem Zdt(string name, Func<double, double, double> front) =>
        new(name, Axes.Box(10, 0, 1), point =>
        {
            var x = point.Coordinates(10);
            var g = 1 + (9 * x.Skip(1).Sum() / 9);
            return [x[0], g * front(x[0], g)];
        })
        {
            Reference = [11, 11],
            Trials = 200,
        };

    // Deb, Thiele, Laumanns and Zitzler 2002: a part of a sphere around the origin.
    private static ImmutableArray<double> Dtlz2(ParameterSet point)
    {
        var x = point.Coordinates(7);
        var radius = 1 + x.Skip(2).Sum(v => (v - 0.5) * (v - 0.5));
        var (first, second) = (x[0] * Math.PI / 2, x[1] * Math.PI / 2);
        return [radius * Math.Cos(first) * Math.Cos(second), radius * Math.Cos(first) * Math.Sin(second), radius * Math.Sin(first)];
    }

    // The function of Currin et al. 1991 is to be maximised, so its negative is the second objective.
    private static ImmutableArray<double> BraninCurrin(ParameterSet point)
    {
        var (x, y) = (point.Number("x0"), point.Number("x1"));
        var fade = y == 0 ? 1 : 1 - Math.Exp(-1 / (2 * y));
        var currin = fade * ((2300 * x * x * x) + (1900 * x * x) + (2092 * x) + 60) / ((100 * x * x * x) + (500 * x * x) + (4 * x) + 20);
        return [ContinuousProblems.Branin((15 * x) - 5, 15 * y), -currin];
    }
}
