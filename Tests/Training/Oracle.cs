using System.Text.Json;
using SweepCluster.Training.Models;

namespace SweepCluster.Training.Tests;

/// <summary>The reference values of PyTorch 2.6 in <c>Tests/Oracles/models</c>, and the hash that their inputs come from (its README).</summary>
internal static class Oracle
{
    private const uint Seed = 1;

    public static JsonElement Load(string file) => JsonElement.Parse(File.ReadAllText(PathOf(file)));

    public static float[] LoadFloats(string file)
    {
        var bytes = File.ReadAllBytes(PathOf(file));
        var values = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }

    /// <summary>A number from 0 to 1 that depends on the two indices only.</summary>
    public static double Unit(int i, int j)
    {
        unchecked
        {
            var x = ((uint)i * 0x9E3779B1) + ((uint)(j + 1) * 0x85EBCA77) + (Seed * 0xC2B2AE3D);
            x = (x ^ (x >> 15)) * 0x85EBCA77;
            x = (x ^ (x >> 13)) * 0xC2B2AE3D;
            x ^= x >> 16;
            return (x >> 8) / (double)(1 << 24);
        }
    }

    public static double Between(double low, double high, int i, int j) => low + ((high - low) * Unit(i, j));

    public static float[] WeightValues(int index, WeightKind kind, long[] shape)
    {
        var count = shape.Aggregate(1L, (product, length) => product * length);
        var fanIn = count / shape[0];
        return [.. Enumerable.Range(0, (int)count).Select(i => (float)Scale(kind, fanIn, (2 * Unit(i, index)) - 1))];
    }

    public static float[] Pixels(int batch, int images, int side) =>
        [.. Enumerable.Range(0, images * side * side).Select(i => (float)Pixel(batch, i, side))];

    public static double[] Doubles(JsonElement array) => array.ValueKind == JsonValueKind.Array
        ? [.. array.EnumerateArray().SelectMany(Doubles)]
        : [array.GetDouble()];

    public static void AssertClose(IEnumerable<double> expected, IEnumerable<float> actual, double tolerance)
    {
        var values = actual.ToArray();
        var references = expected.ToArray();
        Assert.Equal(references.Length, values.Length);
        Assert.All(references.Zip(values), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private static double Scale(WeightKind kind, double fanIn, double value) => kind switch
    {
        WeightKind.Convolution or WeightKind.Linear => value * Math.Sqrt(6 / fanIn),
        WeightKind.NormGain => 1 + (0.2 * value),
        _ => 0.1 * value,
    };

    private static double Pixel(int batch, int i, int side)
    {
        var (n, h, w) = (i / (side * side), i / side % side, i % side);
        var wave = Math.Sin((0.37 * (n + 1) * h) + (0.23 * (n + 2) * w) + (0.5 * batch));
        return (0.7 * (0.5 + (0.5 * wave))) + (0.3 * Unit(i, 10000 + batch));
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Oracles", file);
}
