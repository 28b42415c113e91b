using System.Text.Json;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Tests.Oracles;

namespace SweepCluster.Training.Tests.Models;

/// <summary>Every reference architecture, built from our families without running it.</summary>
[Trait("Category", "Oracle")]
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, JsonElement> Entries = Oracle.Load("architectures.json").EnumerateArray()
        .ToDictionary(entry => entry.GetProperty("name").GetString()!);

    public static TheoryData<string> Cases => [.. Entries.Keys.Union(Oracle.NamesIn("graphs", ".json"))];

    public static TheoryData<string> Totals => [.. Entries.Keys];

    public static TheoryData<string> Staged => [.. Entries.Where(entry => !entry.Key.StartsWith("tv_", StringComparison.Ordinal)).Select(entry => entry.Key)];

    public static TheoryData<string> Smallest => [.. Entries.Where(entry => entry.Value.TryGetProperty("min_square_input", out _)).Select(entry => entry.Key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Define_ReferenceGraph_HasItsWeightsInOrder(string name)
    {
        var (net, graph) = Build(name);

        Assert.Equal(graph.Weights, net.Weights.Select(weight => (KindOf(weight.Kind), string.Join('x', weight.Shape))));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Define_ReferenceGraph_HasItsWeightedLayersInOrder(string name)
    {
        var (net, graph) = Build(name);

        var expected = graph.Ops.Where(op => op.IsWeighted).OrderBy(op => op.FirstWeight)
            .Select(op => $"{op.Kind}{(op.IsConvolution ? $" k{op.Kernel} s{op.Stride} p{op.Padding}" : "")} to {op.Output}");
        Assert.Equal(expected, net.Layers.SelectMany(layer => layer.Flattened).Select(Describe).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Totals))]
    public void Define_ReferenceArchitecture_HasItsTotals(string name)
    {
        var (net, _) = Build(name);
        var entry = Entries[name];

        var layers = net.Layers.SelectMany(layer => layer.Flattened).ToArray();
        var totals = new Dictionary<string, long>
        {
            ["parameters"] = net.Parameters,
            ["macs"] = net.Macs,
            ["macs_conv"] = layers.OfType<ConvolutionSpec>().Sum(layer => layer.Macs),
            ["macs_linear"] = layers.OfType<LinearSpec>().Sum(layer => layer.Macs),
            ["activation_elements"] = net.ActivationElements,
            ["bn_buffer_elements"] = net.BufferElements,
            ["n_param_tensors"] = net.Weights.Count,
            ["n_batchnorm"] = layers.OfType<NormSpec>().Count(),
            ["n_conv"] = layers.OfType<ConvolutionSpec>().Count(),
            ["n_linear"] = layers.OfType<LinearSpec>().Count(),
        };
        Assert.Equal(totals.Keys.ToDictionary(key => key, key => entry.GetProperty(key).GetInt64()), totals);
        Assert.Equal(GraphOp.ShapeOf(entry.GetProperty("output")), net.Layers[^1].Output);
    }

    [Theory]
    [MemberData(nameof(Staged))]
    public void Define_ReferenceArchitecture_HasItsStages(string name)
    {
        var (net, _) = Build(name);

        var expected = Entries[name].GetProperty("stages").EnumerateArray().Select(stage => string.Join(' ', [
            stage.GetProperty("stage").GetString()!,
            GraphOp.ShapeOf(stage.GetProperty("out_shape")),
            stage.GetProperty("params").GetInt64(),
            stage.GetProperty("macs_conv").GetInt64() + stage.GetProperty("macs_linear").GetInt64(),
            stage.GetProperty("activations").GetInt64()]));
        Assert.Equal(expected, net.Stages.Select(stage => string.Join(
            ' ', [stage.Name, stage.Output, stage.Parameters, stage.Macs, stage.ActivationElements])));
    }

    [Theory]
    [MemberData(nameof(Smallest))]
    public void SmallestSide_ReferenceArchitecture_IsItsSmallestInput(string name)
    {
        var (net, _) = Build(name);

        var side = NetDefinition.SmallestSide(net.Architecture, net.Input.Channels, net.Classes);

        Assert.Equal(Entries[name].GetProperty("min_square_input").GetInt32(), side);
    }

    private static (NetDefinition Net, OracleGraph Graph) Build(string name)
    {
        var graph = OracleGraph.Read(name, Oracle.Load($"graphs/{name}.json"));
        var family = Entries.TryGetValue(name, out var entry) && entry.TryGetProperty("family", out var given) ? given.GetString()! : name;
        return (NetDefinition.Of(FamilyReader.Read(graph, family, withDropout: true), graph.Input, graph.Classes), graph);
    }

    private static string? Describe(LayerSpec layer) => layer switch
    {
        ConvolutionSpec spec => $"conv2d k{spec.Kernel} s{spec.Stride} p{spec.Padding} to {spec.Output}",
        LinearSpec => $"linear to {layer.Output}",
        NormSpec => $"batchnorm to {layer.Output}",
        _ => null,
    };

    private static string KindOf(WeightKind kind) => kind switch
    {
        WeightKind.Convolution => "conv_weight",
        WeightKind.Linear => "linear_weight",
        WeightKind.NormGain => "bn_weight",
        WeightKind.NormShift => "bn_bias",
        _ => "bias",
    };
}
