using System.Text.Json;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Models;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Models;

public sealed class NetworkTests : IDisposable
{
    private static readonly string[] Norms = ["none", "batch", "batch_scratch", "group"];
    private static readonly string[] Positions = ["before_activation", "after_activation"];
    private static readonly string[] Blocks = ["v1", "v2", "v2_rawproj", "v1_bottleneck", "v2_bottleneck"];
    private static readonly string[] Shortcuts = ["projection_on_change", "projection_always", "zero_pad"];

    private readonly DisposeScopeHolder _scope = new();

    /// <summary>Every family, and every switch that changes how layers are wired.</summary>
    public static TheoryData<string> Wirings =>
    [
        .. HyperparameterCatalog.Families.Select(family => $$"""{"model": "{{family}}"}"""),
        .. HyperparameterCatalog.Families.SelectMany(family => Norms.SelectMany(norm =>
            Positions.Select(position =>
                $$"""{"model": "{{family}}", "norm": "{{norm}}", "norm_position": "{{position}}"}"""))),
        .. Blocks.SelectMany(block =>
            Shortcuts.SelectMany(shortcut => Norms.Take(2).Select(norm =>
                $$"""{"model": "resnet", "resnet_block": "{{block}}", "resnet_shortcut": "{{shortcut}}", "norm": "{{norm}}"}"""))),
        """{"model": "resnet", "resnet_residual": false, "resnet_block": "v2"}""",
        """{"model": "resnet", "resnet_units": "1-2", "resnet_zero_init": true, "resnet_stem": "large"}""",
        """{"model": "densenet", "densenet_bottleneck": 4, "densenet_dropout": 0.2, "densenet_layers": "2-2"}""",
        """{"model": "googlenet", "googlenet_side_heads": true}""",
        """{"model": "googlenet", "googlenet_ratio": "1-0-0-0", "googlenet_channels": 32}""",
        """{"model": "googlenet", "googlenet_ratio": "3-4-0.5-0.5"}""",
        """{"model": "alexnet", "alexnet_groups": 2, "alexnet_local_response_norm": true}""",
        """{"model": "nin", "nin_head": "fc", "nin_fc": "none", "nin_pointwise": 0}""",
        """{"model": "nin", "nin_last_relu": true}""",
        """{"model": "vgg", "vgg_head": "gap", "vgg_convs": 2, "vgg_kernel": 5, "vgg_growth": 1}""",
        """{"model": "lenet", "lenet_activation": "sigmoid", "lenet_pool": "avg", "init": "torch_default"}""",
    ];

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Zoo_Families_AreThoseOfTheCatalogue() =>
        Assert.Equal(HyperparameterCatalog.Families.Order(), ModelZoo.Families.Order());

    [Theory]
    [MemberData(nameof(Wirings))]
    public void Forward_AnyWiring_GivesEveryWeightAGradient(string parameters)
    {
        var network = Build(parameters);
        manual_seed(1);

        var logits = network.Forward(rand(4, 1, 28, 28), training: true);
        var loss = network.SideLogits.Append(logits).Aggregate(zeros(1), (sum, answer) => sum + answer.square().sum());
        loss.backward();

        Assert.Equal([4, 10], logits.shape);
        Assert.All(network.Weights, weight => Assert.True(
            weight.Value.grad is not null && weight.Value.grad.isfinite().all().item<bool>(), weight.Name));
    }

    [Theory]
    [MemberData(nameof(Wirings))]
    public void Build_AnyWiring_HasTheWeightsOfItsDefinition(string parameters)
    {
        var network = Build(parameters);

        Assert.Equal(network.Definition.Weights.Select(weight => (weight.Name, weight.Elements)), network.Weights.Select(
            weight => (weight.Name, weight.Value.NumberOfElements)));
        Assert.Equal(network.Definition.BufferElements, network.State.Values.Sum(value => value.NumberOfElements) - network.Definition.Parameters);
    }

    [Fact]
    public void Forward_AnyStage_HasTheShapeOfItsDefinition()
    {
        using var frozen = no_grad();
        foreach (var family in HyperparameterCatalog.Families)
        {
            var definition = Define($$"""{"model": "{{family}}"}""");
            using var initializer = new WeightInitializer(1, InitKind.KaimingUniform);
            var factory = new LayerFactory(new WeightStore(initializer, CPU));
            var features = ones(1, 1, 28, 28);
            foreach (var layer in definition.Layers)
            {
                features = factory.Chain([layer]).Forward(features, training: false);
                Assert.Equal(layer.Output.Elements, features.NumberOfElements);
                Assert.Equal(layer.Output.Channels, features.shape[1]);
            }
        }
    }

    [Fact]
    public void Build_ImageTooSmall_NamesLayerAndShape()
    {
        var error = Assert.Throws<InfeasibleException>(() => Define("{}", side: 8));

        Assert.Contains("'conv2' (5x5", error.Message, StringComparison.Ordinal);
        Assert.Contains("6x4x4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_SameSeed_StartsWithTheSameWeights()
    {
        var first = Build("{}", seed: 5);
        var second = Build("{}", seed: 5);
        var other = Build("{}", seed: 6);

        Assert.True(first.Weights[0].Value.Equals(second.Weights[0].Value));
        Assert.False(first.Weights[0].Value.Equals(other.Weights[0].Value));
    }

    [Fact]
    public void Build_ZeroInit_StartsUnitsAsTheirShortcuts()
    {
        var network = Build("""{"model": "resnet", "resnet_zero_init": true}""");

        var gains = network.Weights.Where(weight => weight.Name.EndsWith("bn2.weight", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, gains.Length);
        Assert.All(gains, gain => Assert.Equal(0, gain.Value.abs().sum().item<float>()));
    }

    [Fact]
    public void Weights_NormsAndBiases_DoNotDecay() => Assert.All(
        Build("""{"model": "resnet"}""").Weights, weight => Assert.Equal(weight.Value.shape.Length > 1, weight.Decays));

    [Fact]
    public void Forward_DropoutInEvaluationMode_ChangesNothing()
    {
        using var frozen = no_grad();
        var network = Build("""{"lenet_dropout": 0.9}""");
        var images = ones(2, 1, 28, 28);

        Assert.True(network.Forward(images, training: false).Equals(network.Forward(images, training: false)));
        Assert.False(network.Forward(images, training: true).Equals(network.Forward(images, training: true)));
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("batch_scratch")]
    public void Forward_OneValuePerChannelInTrainingMode_IsRefused(string norm)
    {
        var network = Build($$"""{"model": "resnet", "norm": "{{norm}}"}""", side: 4);

        Assert.Throws<InfeasibleException>(() => network.Forward(ones(1, 1, 4, 4), training: true));
    }

    private static NetDefinition Define(string parameters, int side = 28) =>
        ModelZoo.Define(new ParameterReader(JsonElement.Parse(parameters)), new FeatureShape(1, side, side), classes: 10);

    private static Network Build(string parameters, int side = 28, long seed = 1)
    {
        var definition = Define(parameters, side);
        return Network.Build(definition, InitReader.Read(new ParameterReader(JsonElement.Parse(parameters)), definition.Architecture), seed, CPU);
    }
}
