using System.Text.Json;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Training.Tests.Oracles;

/// <summary>One operation of a reference graph.</summary>
internal sealed class GraphOp(JsonElement json)
{
    public int Id { get; } = json.GetProperty("id").GetInt32();

    public string Kind { get; } = json.GetProperty("op").GetString()!;

    public string Stage { get; } = json.GetProperty("stage").GetString()!;

    public IReadOnlyList<int> Inputs { get; } = [.. json.GetProperty("in").EnumerateArray().Select(id => id.GetInt32())];

    public FeatureShape Output { get; } = ShapeOf(json.GetProperty("out_shape"));

    public int Channels => Output.Channels;

    public int Kernel => Number("kernel");

    public int Stride => Number("stride");

    public int Padding => Number("padding");

    public int AverageTo => Number("output");

    public bool HasBias => json.GetProperty("bias").GetBoolean();

    public bool RoundsUp => json.TryGetProperty("ceil_mode", out var value) && value.GetBoolean();

    public double Probability => json.GetProperty("p").GetDouble();

    public double Epsilon => json.GetProperty("eps").GetDouble();

    public double Momentum => json.GetProperty("momentum").GetDouble();

    public bool IsConvolution => Kind == "conv2d";

    public bool IsLinear => Kind == "linear";

    public bool IsNorm => Kind == "batchnorm";

    public bool IsWeighted => IsConvolution || IsLinear || IsNorm;

    /// <summary>The index of its first weight among the graph's.</summary>
    public int FirstWeight => json.GetProperty("params")[0].GetInt32();

    public override string ToString() => $"{Kind} {Id}";

    internal static FeatureShape ShapeOf(JsonElement shape)
    {
        var lengths = shape.EnumerateArray().Select(length => length.GetInt32()).ToArray();
        return lengths.Length == 1 ? FeatureShape.Flat(lengths[0]) : new FeatureShape(lengths[0], lengths[1], lengths[2]);
    }

    private int Number(string property) => json.GetProperty(property).GetInt32();
}
