using SweepCluster.Search.Numerics;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// The Parzen estimator of a number by the rules of Optuna 5: a normal kernel per observation, truncated to the unit interval, and one
/// for the prior, centred and as wide as the interval. A kernel's bandwidth is the greater distance to its neighbours, the prior not
/// counted, and at least 1/min(100, n + 2) of the interval ("magic clip", Bergstra et al. 2011). Levels have the mass of their cell.
/// </summary>
internal sealed class NumberDensity : IDensity
{
    /// <summary>A kernel further away than this many bandwidths adds less than 1e-17 of what the prior does.</summary>
    private const double Reach = 9;

    private static readonly double InverseSqrtTwoPi = 1 / Math.Sqrt(2 * Math.PI);
    private readonly Domain _domain;
    private readonly double _least;

    // Of many observations nearly all have the least bandwidth. Sorted by centre, only those within reach are looked at.
    private readonly List<Kernel> _narrow = [];
    private readonly List<Kernel> _wide = [];

    public NumberDensity(Domain domain, ParzenSide side)
    {
        _domain = domain;
        _least = LeastBandwidth(side.Sorted.Length);
        var bandwidths = Bandwidths(side.Sorted);
        var total = side.Weights.Sum() + 1;
        for (var i = 0; i < bandwidths.Length; i++)
        {
            AddKernel(side.Sorted[i], bandwidths[i], side.Weights[i] / total);
        }

        AddKernel(0.5, 1, 1 / total);
    }

    /// <summary>The bandwidth of each observation.</summary>
    /// <param name="sorted">The observations in sorted order.</param>
    public static double[] Bandwidths(ReadOnlySpan<double> sorted)
    {
        var least = LeastBandwidth(sorted.Length);
        var bandwidths = new double[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            // The interval's ends are neighbours only of an observation that has no other.
            var isAlone = sorted.Length == 1;
            var below = i > 0 ? sorted[i] - sorted[i - 1] : isAlone ? sorted[i] : 0;
            var above = i < sorted.Length - 1 ? sorted[i + 1] - sorted[i] : isAlone ? 1 - sorted[i] : 0;
            bandwidths[i] = Math.Clamp(Math.Max(below, above), least, 1);
        }

        return bandwidths;
    }

    /// <inheritdoc/>
    public double At(double coordinate)
    {
        var (low, high) = _domain.CellAt(coordinate);
        var sum = 0.0;
        foreach (var kernel in _wide)
        {
            sum += Share(kernel, low, high);
        }

        var first = Bisection.First(_narrow.Count, i => _narrow[i].Centre > low - (Reach * _least));
        for (var i = first; i < _narrow.Count && _narrow[i].Centre < high + (Reach * _least); i++)
        {
            sum += Share(_narrow[i], low, high);
        }

        return sum;
    }

    /// <inheritdoc/>
    public double Draw(TrialRandom random)
    {
        var kernel = Pick(random.NextDouble());
        var share = Math.Max(random.NextDouble(), double.Epsilon);
        var deviation = TruncatedNormal.Quantile(share, -kernel.Centre / kernel.Bandwidth, (1 - kernel.Centre) / kernel.Bandwidth);
        var coordinate = Math.Clamp(kernel.Centre + (kernel.Bandwidth * deviation), 0, 1);
        return _domain.Levels is null ? coordinate : _domain.Encode(_domain.Decode(coordinate));
    }

    private static double LeastBandwidth(int observations) => 1.0 / Math.Min(100, observations + 2);

    private Kernel Pick(double rest)
    {
        foreach (var kernel in _narrow)
        {
            if (rest < kernel.Weight)
            {
                return kernel;
            }

            rest -= kernel.Weight;
        }

        var index = 0;
        while (index < _wide.Count - 1 && rest >= _wide[index].Weight)
        {
            rest -= _wide[index++].Weight;
        }

        return _wide[index];
    }

    // A kernel's part of a cell's probability, or of the density at the point that is no cell.
    private double Share(Kernel kernel, double low, double high)
    {
        var below = (low - kernel.Centre) / kernel.Bandwidth;
        if (_domain.Levels is null)
        {
            return kernel.Height * InverseSqrtTwoPi * Math.Exp(-0.5 * below * below);
        }

        return kernel.Height * kernel.Bandwidth * Mass(below, (high - kernel.Centre) / kernel.Bandwidth);
    }

    // Levels are observed again and again; kernels that are the same in all but weight are kept as one.
    private void AddKernel(double centre, double bandwidth, double weight)
    {
        var height = weight / (bandwidth * Mass(-centre / bandwidth, (1 - centre) / bandwidth));
        var kernels = bandwidth.Equals(_least) ? _narrow : _wide;
        if (kernels.Count > 0 && kernels[^1] is var last && last.Centre.Equals(centre) && last.Bandwidth.Equals(bandwidth))
        {
            kernels[^1] = last with { Weight = last.Weight + weight, Height = last.Height + height };
            return;
        }

        kernels.Add(new Kernel(centre, bandwidth, weight, height));
    }

    // Both bounds in the upper tail are mirrored into the lower one, where differences lose nothing.
    private static double Mass(double low, double high) => low > 0 ? Cdf(-low) - Cdf(-high) : Cdf(high) - Cdf(low);

    private static double Cdf(double deviation) => deviation < -Reach ? 0 : deviation > Reach ? 1 : Normal.Cdf(deviation);

    private readonly record struct Kernel(double Centre, double Bandwidth, double Weight, double Height);
}
