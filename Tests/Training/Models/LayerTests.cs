using System.Text.Json;
using System.Text.RegularExpressions;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Models;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Models;

/// <summary>Every layer against PyTorch in double precision: what it returns, and its gradients.</summary>
[Trait("Category", "Oracle")]
public sealed partial class LayerTests : IDisposable
{
    private const double Tolerance = 1e-7;

    private readonly DisposeScopeHolder _scope = new();

    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (layer, i) in Oracle.Load("layers.json").GetProperty("cases").EnumerateArray().Select((layer, i) => (layer, i)))
            {
                data.Add(i, layer.GetProperty("op").GetString()!);
            }

            return data;
        }
    }

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_ReferenceLayer_GivesValuesAndGradientsOfPyTorch(int index, string op)
    {
        var layer = Oracle.Load("layers.json").GetProperty("cases")[index];
        var x = Uniform(ShapeOf(layer.GetProperty("x")), 32000);
        var inputs = new Dictionary<string, Tensor> { ["dx"] = x };
        var y = Build(op, layer, inputs).Forward(x, training: true);
        (y * Uniform(y.shape, 32003).detach()).sum().backward();

        AssertSummary(layer.GetProperty("y"), y);
        foreach (var (gradient, input) in inputs)
        {
            AssertSummary(layer.GetProperty(gradient), input.grad!);
        }
    }

    private static ILayer Build(string op, JsonElement layer, Dictionary<string, Tensor> inputs)
    {
        var number = Numbers().Matches(op).ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].ValueSpan, null));
        int Get(string key, int otherwise) => number.TryGetValue(key, out var value) ? value : otherwise;
        var shape = new FeatureShape(1, 1, 1);
        switch (op.Split(' ')[0])
        {
            case "conv2d":
                var weights = Uniform(ShapeOf(layer.GetProperty("w")), 32001);
                var bias = Uniform([weights.shape[0]], 32002);
                (inputs["dw"], inputs["db"]) = (weights, bias);
                int Setting(string name) => layer.GetProperty(name).GetInt32();
                return new Convolution(weights, bias, Setting("stride"), Setting("padding"), Setting("groups"));
            case "maxpool" or "avgpool":
                var kind = op.StartsWith("max", StringComparison.Ordinal) ? PoolKind.Max : PoolKind.Avg;
                return new Pool(new PoolSpec(
                    shape, shape, kind, Get("k", 2), Get("s", 2), Get("p", 0), op.Contains("ceil", StringComparison.Ordinal)));
            case "adaptive_avg":
                return new AverageTo(int.Parse(op.AsSpan(op.IndexOf(' ', StringComparison.Ordinal) + 1, 1), null));
            case "sigmoid":
                return new Activation(ActivationKind.Sigmoid, inPlace: false);
            case "relu":
                return new Activation(ActivationKind.Relu, inPlace: false);
            case "local_response_norm":
                return new LocalResponseNorm();
            default:
                throw new InvalidOperationException($"No layer of ours is called '{op}'.");
        }
    }

    private static Tensor Uniform(long[] shape, int stream)
    {
        var count = shape.Aggregate(1L, (product, length) => product * length);
        return tensor([.. Enumerable.Range(0, (int)count).Select(i => Oracle.Between(-1, 1, i, stream))], shape).requires_grad_();
    }

    private static long[] ShapeOf(JsonElement json) => [.. Oracle.Doubles(json).Select(length => (long)length)];

    private static void AssertSummary(JsonElement expected, Tensor actual)
    {
        var values = actual.detach().contiguous().data<double>().ToArray();
        Assert.Equal(ShapeOf(expected.GetProperty("shape")).Aggregate(1L, (product, length) => product * length), values.Length);
        var first = Oracle.Doubles(expected.GetProperty("first"));
        Assert.All(first.Zip(values), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.Equal(expected.GetProperty("sum").GetDouble(), values.Sum(), Tolerance * 10);
        Assert.Equal(expected.GetProperty("l2").GetDouble(), Math.Sqrt(values.Sum(value => value * value)), Tolerance);
    }

    [GeneratedRegex(@"\b([ksp])(\d+)\b")]
    private static partial Regex Numbers();
}
