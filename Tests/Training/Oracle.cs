using System.Text.Json;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Training.Tests;

/// <summary>The reference values of PyTorch 2.6 in <c>Tests/Oracles/models</c>, and the hash that their inputs come from (its README).</summary>
internal static class Oracle
{
    private const uint Seed = 1;

    /// <summary>Other cases in the same formats, where this names a folder with <c>models</c> in it.</summary>
    private static readonly string? Elsewhere = Environment.GetEnvironmentVariable("SWEEP_ORACLES");

    public static JsonElement Load(string file) => JsonElement.Parse(File.ReadAllText(PathOf(file)));

    public static float[] LoadFloats(string file)
    {
        var bytes = File.ReadAllBytes(PathOf(file));
        var values = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }

    /// <summary>A number from 0 to 1 that depends on the two indices only.</summary>
    public static double Unit(int i, int j, uint seed = Seed)
    {
        unchecked
        {
            var x = ((uint)i * 0x9E3779B1) + ((uint)(j + 1) * 0x85EBCA77) + (seed * 0xC2B2AE3D);
            x = (x ^ (x >> 15)) * 0x85EBCA77;
            x = (x ^ (x >> 13)) * 0xC2B2AE3D;
            x ^= x >> 16;
            return (x >> 8) / (double)(1 << 24);
        }
    }

    public static double Between(double low, double high, int i, int j) => low + ((high - low) * Unit(i, j));

    public static float[] WeightValues(int index, WeightKind kind, long[] shape, uint seed = Seed)
    {
        var count = shape.Aggregate(1L, (product, length) => product * length);
        var fanIn = count / shape[0];
        return [.. Enumerable.Range(0, (int)count).Select(i => (float)Scale(kind, fanIn, (2 * Unit(i, index, seed)) - 1))];
    }

    /// <summary>A batch of images, row by row.</summary>
    /// <param name="batch">0 for batch A, 1 for batch B.</param>
    /// <param name="images">How many images.</param>
    /// <param name="shape">The shape of one image.</param>
    /// <param name="seed">The case's seed.</param>
    public static float[] Pixels(int batch, int images, FeatureShape shape, uint seed = Seed) =>
        [.. Enumerable.Range(0, images * (int)shape.Elements).Select(i => (float)Pixel(batch, i, shape, seed))];

    public static double[] Doubles(JsonElement array) => array.ValueKind == JsonValueKind.Array
        ? [.. array.EnumerateArray().SelectMany(Doubles)]
        : [array.GetDouble()];

    public static void AssertClose(IEnumerable<double> expected, IEnumerable<float> actual, double tolerance)
    {
        var values = actual.ToArray();
        var references = expected.ToArray();
        Assert.Equal(references.Length, values.Length);
        var worst = Enumerable.Range(0, values.Length).MaxBy(i => Math.Abs(references[i] - values[i]));
        Assert.True(
            Math.Abs(references[worst] - values[worst]) <= tolerance,
            $"Value {worst} of {values.Length} is {values[worst]}; the reference has {references[worst]}, the tolerance is {tolerance}.");
    }

    private static double Scale(WeightKind kind, double fanIn, double value) => kind switch
    {
        WeightKind.Convolution or WeightKind.Linear => value * Math.Sqrt(6 / fanIn),
        WeightKind.NormGain => 1 + (0.2 * value),
        _ => 0.1 * value,
    };

    private static double Pixel(int batch, int i, FeatureShape shape, uint seed)
    {
        var (w, h) = (i % shape.Width, i / shape.Width % shape.Height);
        var c = i / (shape.Width * shape.Height) % shape.Channels;
        var n = i / (int)shape.Elements;
        var wave = Math.Sin((0.37 * (n + 1) * h) + (0.23 * (n + 2) * w) + (1.3 * c) + (0.5 * batch));
        return (0.7 * (0.5 + (0.5 * wave))) + (0.3 * Unit(i, 10000 + batch, seed));
    }

    /// <summary>The names of the files in a folder, without their extension.</summary>
    public static IEnumerable<string> NamesIn(string folder, string extension) =>
        Directory.EnumerateFiles(PathOf(folder), "*" + extension).Select(file => Path.GetFileName(file)[..^extension.Length]).Order();

    private static string PathOf(string file) => Elsewhere is null
        ? Path.Combine(AppContext.BaseDirectory, "Oracles", file)
        : Path.Combine(Elsewhere, "models", file);
}
