using System.Globalization;

namespace SweepCluster.Search.Quasirandom;

/// <summary>
/// The direction numbers of Joe and Kuo 2008, "Constructing Sobol sequences with better two-dimensional projections". Dimension 0 is
/// the van der Corput sequence; the others come from the embedded data file.
/// </summary>
internal static class SobolDirections
{
    /// <summary>How many dimensions there are.</summary>
    public const int Dimensions = 256;

    private const int Bits = 32;

    private static readonly Lazy<uint[][]> All = new(Read);

    /// <summary>The 32 direction numbers v_1 … v_32 of a dimension, as fractions of 2^32.</summary>
    /// <param name="dimension">Counted from 0.</param>
    public static uint[] Of(int dimension) => All.Value[dimension];

    private static uint[][] Read()
    {
        using var stream = typeof(SobolDirections).Assembly.GetManifestResourceStream("SobolDirections.txt")
            ?? throw new InvalidOperationException("SobolDirections.txt is not embedded in the assembly; the build is broken.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = lines.Where(line => line[0] != '#')
            .Select(line => line.Split(' ').Select(word => uint.Parse(word, CultureInfo.InvariantCulture)).ToArray());
        return [VanDerCorput(), .. numbers.Select(row => Expand((int)row[1], row[2], row[3..]))];
    }

    private static uint[] VanDerCorput() => [.. Enumerable.Range(1, Bits).Select(i => 1u << (Bits - i))];

    /// <summary>m_i = 2a_1·m_(i-1) xor … xor 2^(s-1)·a_(s-1)·m_(i-s+1) xor 2^s·m_(i-s) xor m_(i-s), and v_i = m_i / 2^i.</summary>
    private static uint[] Expand(int degree, uint coefficients, uint[] initial)
    {
        var v = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                v[i] = initial[i] << (Bits - 1 - i);
                continue;
            }

            // A factor 2^k of m is no factor of v, whose own place falls by k at the same time.
            v[i] = v[i - degree] ^ (v[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
            {
                v[i] ^= ((coefficients >> (degree - 1 - k)) & 1) * v[i - k];
            }
        }

        return v;
    }
}
