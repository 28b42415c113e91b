using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Problems;

/// <summary>
/// Classic functions of real parameters. Where the optimum would lie in the middle of the range, where some methods begin, it is moved
/// to a place that differs from axis to axis.
/// </summary>
internal static class ContinuousProblems
{
    private const double GoldenRatio = 0.6180339887498949;

    public static IEnumerable<IProblem> All =>
    [
        Shifted("sphere-5", 5, 5, z => z.Sum(v => v * v)),
        Shifted("ackley-10", 10, 32.768, Ackley),
        Shifted("rastrigin-5", 5, 5.12, z => (10 * z.Length) + z.Sum(v => (v * v) - (10 * Math.Cos(2 * Math.PI * v)))),
        Shifted("ktablet-10", 10, 5.12, Tablet),
        new FormulaProblem("rosenbrock-5", Axes.Box(5, -2.048, 2.048), 0, point => Rosenbrock(point.Coordinates(5))),
        new FormulaProblem("styblinski-5", Axes.Box(5, -5, 5), 5 * -39.16616570377142, point => StyblinskiTang(point.Coordinates(5))),
        new FormulaProblem("branin", [Axes.Real("x0", -5, 10), Axes.Real("x1", 0, 15)], 0.39788735772973816, Branin),
        new FormulaProblem("hartmann6", Axes.Box(6, 0, 1), -3.322368011415511, point => Hartmann.Six.Value(point.Coordinates(6))),
    ];

    /// <summary>Where the optimum is moved to on each axis of a range, within its middle three fifths.</summary>
    public static double[] Shift(int count, double min, double max, double salt = GoldenRatio) =>
        [.. Enumerable.Range(1, count).Select(i => min + ((max - min) * (0.2 + (0.6 * (i * salt % 1)))))];

    /// <summary>The function of Branin (Dixon and Szegö 1978).</summary>
    public static double Branin(double x, double y)
    {
        var valley = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (valley * valley) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }

    private static double Branin(ParameterSet point) => Branin(point.Number("x0"), point.Number("x1"));

    private static FormulaProblem Shifted(string name, int count, double bound, Func<double[], double> function)
    {
        var shift = Shift(count, -bound, bound);
        return new FormulaProblem(name, Axes.Box(count, -bound, bound), 0, point =>
            function([.. point.Coordinates(count).Zip(shift, (x, middle) => x - middle)]));
    }

    private static double Ackley(double[] z) =>
        (-20 * Math.Exp(-0.2 * Math.Sqrt(z.Sum(v => v * v) / z.Length)))
        - Math.Exp(z.Sum(v => Math.Cos(2 * Math.PI * v)) / z.Length) + 20 + Math.E;

    private static double Tablet(double[] z)
    {
        var easy = Math.Max(1, z.Length / 4);
        return z.Select((v, i) => i < easy ? v * v : 10_000 * v * v).Sum();
    }

    private static double Rosenbrock(double[] z) => z.Zip(z.Skip(1), (a, b) =>
        (100 * (b - (a * a)) * (b - (a * a))) + ((1 - a) * (1 - a))).Sum();

    private static double StyblinskiTang(double[] z) => z.Sum(v => (v * v * v * v) - (16 * v * v) + (5 * v)) / 2;
}
