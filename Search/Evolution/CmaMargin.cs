using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Evolution;

/// <summary>
/// CMA-ES with margin (Hamano et al. 2022, arXiv:2205.13482): in coordinates with levels, keeps the probability of leaving the present level
/// from vanishing, by moving the mean where the level is the last one and by stretching the coordinate elsewhere.
/// </summary>
/// <param name="cells">By coordinate, the two borders of the level at a place, equal for the first and last level; null without levels.</param>
/// <param name="margin">The least probability (α), above 0 and below 0.5.</param>
internal sealed class CmaMargin(Func<double, (double Low, double High)>?[] cells, double margin)
{
    private const double Certain = 0.5 - 1e-10;
    private readonly double[] _stretch = [.. cells.Select(_ => 1.0)];

    /// <summary>How far each coordinate is stretched about the mean (the diagonal of A).</summary>
    public IReadOnlyList<double> Stretch => _stretch;

    /// <summary>The point that is evaluated in place of one drawn from the distribution.</summary>
    public double[] Apply(CmaDistribution distribution, double[] drawn) =>
        [.. drawn.Select((x, i) => ((x - distribution.Mean[i]) * _stretch[i]) + distribution.Mean[i])];

    /// <summary>The point of the distribution in whose place the given one is evaluated.</summary>
    public double[] Undo(CmaDistribution distribution, double[] evaluated) =>
        [.. evaluated.Select((x, i) => ((x - distribution.Mean[i]) / _stretch[i]) + distribution.Mean[i])];

    /// <summary>Corrects the mean and the stretching after a generation.</summary>
    public void Correct(CmaDistribution distribution)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] is not { } cellAt)
            {
                continue;
            }

            var (low, high) = cellAt(distribution.Mean[i]);
            var deviation = distribution.Sigma * Math.Sqrt(distribution.Covariance[i, i]);
            if (high > low)
            {
                CorrectInner(distribution, i, low, high, deviation);
            }
            else
            {
                CorrectLast(distribution, i, low, deviation * _stretch[i]);
            }
        }
    }

    private void CorrectLast(CmaDistribution distribution, int i, double border, double deviation)
    {
        var distance = distribution.Mean[i] - border;
        if (Normal.Cdf(-Math.Abs(distance) / deviation) < margin)
        {
            distribution.MoveMean(i, border - (Math.Sign(distance) * deviation * Normal.Quantile(margin)));
        }
    }

    private void CorrectInner(CmaDistribution distribution, int i, double low, double high, double deviation)
    {
        var mean = distribution.Mean[i];
        var below = Normal.Cdf((low - mean) / (deviation * _stretch[i]));
        var above = Normal.Cdf((mean - high) / (deviation * _stretch[i]));
        var inside = 1 - below - above;
        (below, above) = (Math.Max(below, margin / 2), Math.Max(above, margin / 2));
        var excess = (1 - below - above - inside) / (below + inside + above - (1.5 * margin));
        var toLow = -Normal.Quantile(Math.Clamp(below + (excess * (below - (margin / 2))), 1e-10, Certain));
        var toHigh = -Normal.Quantile(Math.Clamp(above + (excess * (above - (margin / 2))), 1e-10, Certain));
        _stretch[i] = (high - low) / ((toLow + toHigh) * deviation);
        distribution.MoveMean(i, ((low * toHigh) + (high * toLow)) / (toLow + toHigh));
    }
}
