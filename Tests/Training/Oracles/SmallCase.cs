using System.Text.Json;
using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Oracles;

/// <summary>A small reference network with the reference's weights, images and labels.</summary>
internal sealed class SmallCase
{
    private readonly JsonElement _json;
    private readonly uint _seed;
    private readonly ScalarType _type;

    public SmallCase(string name, Func<NormSettings, NormSettings>? norm = null, ScalarType type = ScalarType.Float32)
    {
        _type = type;
        _json = Oracle.Load($"small/{name}.json");
        _seed = _json.GetProperty("seed").GetUInt32();
        var graph = OracleGraph.Read(name, _json);
        var architecture = FamilyReader.Read(graph, name, withDropout: false);
        var definition = NetDefinition.Of(norm is null ? architecture : WithNorm(architecture, norm), graph.Input, graph.Classes);
        Network = Network.Build(definition, InitKind.TorchDefault, seed: 0, CPU, type);
        Shape = graph.Input;
        SetWeights();
    }

    public Network Network { get; }

    private FeatureShape Shape { get; }

    public Tensor Images(int batch)
    {
        var count = _json.GetProperty("batch").GetInt32();
        return tensor(Oracle.Pixels(batch, count, Shape, _seed), [count, Shape.Channels, Shape.Height, Shape.Width]).to(_type);
    }

    public Tensor Labels(int batch) =>
        tensor([.. Oracle.Doubles(_json.GetProperty("labels").GetProperty(batch == 0 ? "A" : "B")).Select(label => (long)label)]);

    public Tensor Loss(int batch) => nn.functional.cross_entropy(Network.Forward(Images(batch), training: true), Labels(batch));

    /// <summary>One update from one batch; returns the loss before it.</summary>
    public double Train(IOptimizer optimizer, int batch, double learningRate, long update)
    {
        using var scope = NewDisposeScope();
        var loss = Loss(batch);
        loss.backward();
        using var frozen = no_grad();
        optimizer.Update(learningRate, update);
        foreach (var weight in Network.Weights)
        {
            weight.Value.grad = null;
        }

        return loss.to(ScalarType.Float64).item<double>();
    }

    /// <summary>The optimiser of a trajectory, by the name that the reference gives it.</summary>
    public static (OptimizerSettings Settings, double LearningRate) OptimizerOf(string trajectory) => trajectory switch
    {
        "sgd" => (new SgdSettings(0, 0, Nesterov: false), 0.02),
        "sgd_m09_wd5e-4" => (new SgdSettings(5e-4, 0.9, Nesterov: false), 0.01),
        "sgd_nesterov" => (new SgdSettings(0, 0.9, Nesterov: true), 0.01),
        "adam" => (new AdamSettings(0, 0.9, 0.999, IsDecoupled: false), 1e-3),
        "adamw_wd1e-2" => (new AdamSettings(1e-2, 0.9, 0.999, IsDecoupled: true), 1e-3),
        "rmsprop" => (new RmsPropSettings(0, 0.99, 0, IsCentered: false), 1e-3),
        _ => throw new InvalidOperationException($"No optimiser of ours is called '{trajectory}'."),
    };

    public double[] Doubles(string group, string property) => Oracle.Doubles(_json.GetProperty(group).GetProperty(property));

    public JsonElement Property(string name) => _json.GetProperty(name);

    /// <summary>How far single precision may be off, by what the reference itself lost in it.</summary>
    public double Tolerance(string measure) => Math.Max(1e-4, 20 * Error(measure));

    /// <summary>What the reference itself lost in single precision.</summary>
    public double Error(string measure) =>
        _json.GetProperty("f32_error").TryGetProperty(measure, out var error) ? error.GetDouble() : 0;

    private static IArchitecture WithNorm(IArchitecture architecture, Func<NormSettings, NormSettings> norm) => architecture switch
    {
        LeNet net => net with { Norm = norm(net.Norm) },
        AlexNet net => net with { Norm = norm(net.Norm) },
        Vgg net => net with { Norm = norm(net.Norm) },
        NiN net => net with { Norm = norm(net.Norm) },
        GoogLeNet net => net with { Norm = norm(net.Norm) },
        ResNet net => net with { Norm = norm(net.Norm) },
        DenseNet net => net with { Norm = norm(net.Norm) },
        _ => throw new InvalidOperationException($"{architecture.GetType().Name} has no norm."),
    };

    private void SetWeights()
    {
        using var frozen = no_grad();
        for (var i = 0; i < Network.Weights.Count; i++)
        {
            var (_, kind, value) = Network.Weights[i];
            value.copy_(tensor(Oracle.WeightValues(i, kind, value.shape, _seed), value.shape));
        }
    }
}
