namespace SweepCluster.Training.Numerics;

/// <summary>Random numbers that no library version can change: a counter through the finaliser of SplitMix64.</summary>
internal sealed class RandomStream(long seed)
{
    private ulong _counter = (ulong)seed;

    /// <summary>A number from 0 to below 1.</summary>
    public double Unit()
    {
        _counter += 0x9E3779B97F4A7C15;
        return (SeedMixer.Finalise(_counter) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A whole number from 0 to below <paramref name="end"/>.</summary>
    public long Below(long end) => (long)(Unit() * end);

    /// <summary>A normal deviate of mean 0 and variance 1 (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>A gamma deviate of the given shape and scale 1 (Marsaglia and Tsang 2000).</summary>
    public double Gamma(double shape)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1) * Math.Pow(1 - Unit(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - Unit()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>A beta deviate with both parameters alike, which lies from 0 to 1.</summary>
    public double Beta(double parameter)
    {
        var (first, second) = (Gamma(parameter), Gamma(parameter));
        return first + second > 0 ? first / (first + second) : Unit() < 0.5 ? 0 : 1; // both underflow for tiny parameters
    }
}
