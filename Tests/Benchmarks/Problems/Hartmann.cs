namespace SweepCluster.Benchmarks.Problems;

/// <summary>
/// Hartmann's functions (Dixon and Szegö 1978), also with fidelities: an early step sees other heights of the peaks, and noise, both of
/// which fade with the logarithm of the step.
/// </summary>
/// <param name="widths">How narrow each of the four peaks is along each axis.</param>
/// <param name="places">Where each peak is, in ten-thousandths.</param>
internal sealed class Hartmann(double[][] widths, double[][] places)
{
    private const double LastStep = 100;
    private const double Bias = 2.5;
    private const double Noise = 2.0;
    private static readonly double[] Heights = [1.0, 1.2, 3.0, 3.2];

    public static Hartmann Three { get; } = new(
        [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]],
        [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]]);

    public static Hartmann Six { get; } = new(
        [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]],
        [
            [1312, 1696, 5569, 124, 8283, 5886],
            [2329, 4135, 8307, 3736, 1004, 9991],
            [2348, 1451, 3522, 2883, 3047, 6650],
            [4047, 8828, 8732, 5743, 1091, 381],
        ]);

    /// <summary>The value of a point.</summary>
    public double Value(double[] x) => Value(x, lost: 0);

    /// <summary>What a step from 1 to 100 shows of the value of a point.</summary>
    public double Value(double[] x, int step)
    {
        var missing = 1 - (Math.Log(step) / Math.Log(LastStep));
        var noise = HashNoise.Normal([1, step, .. x.Select(HashNoise.Quantise)]);
        return Value(x, Bias * missing * missing) + (noise * Noise * missing);
    }

    private double Value(double[] x, double lost) => -Heights.Select((height, peak) => (height - lost) * Math.Exp(-Distance(x, peak))).Sum();

    private double Distance(double[] x, int peak) => x.Select((value, axis) =>
    {
        var offset = value - (1e-4 * places[peak][axis]);
        return widths[peak][axis] * offset * offset;
    }).Sum();
}
