namespace SweepCluster.Search.Tests.Quasirandom;

/// <summary>How unevenly points fill the unit cube (Hickernell 1998; Warnock 1972).</summary>
internal static class Discrepancy
{
    public static double CenteredSquared(double[][] points)
    {
        static double Half(double x) => Math.Abs(x - 0.5);
        var single = points.Sum(x => Product(x, x, (a, _) => 1 + (Half(a) / 2) - (Half(a) * Half(a) / 2)));
        var pairs = Pairs(points, (a, b) => 1 + ((Half(a) + Half(b) - Math.Abs(a - b)) / 2));
        return Math.Pow(13.0 / 12, points[0].Length) - (2 * single / points.Length) + pairs;
    }

    public static double WrapAround(double[][] points) =>
        Pairs(points, (a, b) => 1.5 - (Math.Abs(a - b) * (1 - Math.Abs(a - b)))) - Math.Pow(4.0 / 3, points[0].Length);

    public static double Star(double[][] points)
    {
        var dimensions = points[0].Length;
        var single = points.Sum(x => Product(x, x, (a, _) => 1 - (a * a)));
        return Math.Sqrt(Math.Pow(3, -dimensions) - (Math.Pow(2, 1 - dimensions) * single / points.Length)
            + Pairs(points, (a, b) => 1 - Math.Max(a, b)));
    }

    private static double Pairs(double[][] points, Func<double, double, double> factor) =>
        points.Sum(x => points.Sum(y => Product(x, y, factor))) / points.Length / points.Length;

    private static double Product(double[] x, double[] y, Func<double, double, double> factor) =>
        x.Zip(y, factor).Aggregate(1.0, (product, next) => product * next);
}
