namespace SweepCluster.Search.Surrogates;

/// <summary>
/// Finds the most probable parameters of a Gaussian process given observations: gradient ascent on their logarithms with a step of its own
/// for each (Rprop, Igel and Hüsken 2003), from 1. The priors are those of Optuna's sampler: lengths near 1, Γ(2, 1) for the
/// scale, Γ(1.1, 30) for the noise.
/// </summary>
internal static class GaussianProcessFit
{
    private const int Iterations = 40;
    private const double FirstStep = 0.3;
    private const double LeastStep = 1e-3;

    /// <summary>Noise below this leaves the covariance too near to a singular one.</summary>
    private const double LeastNoise = 1e-6;

    /// <summary>Fits. The values should have mean 0 and variance 1.</summary>
    public static GaussianProcessParameters To(double[][] points, double[] values, bool[] isCategory)
    {
        var logs = new GaussianProcessParameters([.. isCategory.Select(_ => 1.0)], 1, 0.1).Logs();
        var steps = logs.Select(_ => FirstStep).ToArray();
        var (last, best, greatest) = (new double[logs.Length], logs, double.NegativeInfinity);
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var parameters = GaussianProcessParameters.FromLogs(logs);
            var process = new GaussianProcess(points, values, isCategory, parameters);
            var density = process.LogLikelihood + LogPrior(parameters);
            (best, greatest) = density > greatest ? (logs, density) : (best, greatest);
            var gradient = process.Gradient().Zip(PriorGradient(parameters), (a, b) => a + b).ToArray();
            logs = Ascend(logs, gradient, last, steps);
            last = gradient;
        }

        return GaussianProcessParameters.FromLogs(best);
    }

    private static double[] Ascend(double[] logs, double[] gradient, double[] last, double[] steps)
    {
        var next = new double[logs.Length];
        for (var i = 0; i < next.Length; i++)
        {
            var turn = gradient[i] * last[i];
            steps[i] = Math.Clamp(steps[i] * (turn > 0 ? 1.2 : turn < 0 ? 0.5 : 1), LeastStep, 1);
            var least = i == next.Length - 1 ? Math.Log(LeastNoise) : Math.Log(1e-4);
            next[i] = Math.Clamp(logs[i] + (Math.Sign(gradient[i]) * steps[i]), least, Math.Log(1e4));
        }

        return next;
    }

    private static double LogPrior(GaussianProcessParameters p) =>
        (Math.Log(p.Scale) - p.Scale) + ((0.1 * Math.Log(p.Noise)) - (30 * p.Noise))
        - p.InverseSquaredLengths.Sum(length => 0.1 * ((1 / length) + length));

    private static IEnumerable<double> PriorGradient(GaussianProcessParameters p) =>
        [.. p.InverseSquaredLengths.Select(length => 0.1 * ((1 / length) - length)), 1 - p.Scale, 0.1 - (30 * p.Noise)];
}
