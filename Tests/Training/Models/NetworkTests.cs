using SweepCluster.Contracts.Zoo;
using SweepCluster.Training.Models;
using SweepCluster.Training.Settings;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Models;

public sealed class NetworkTests : IDisposable
{
    private static readonly LeNet PlainLeNet = new(ActivationKind.Relu, PoolKind.Max, Width: 1, Dropout: 0);

    private readonly DisposeScopeHolder _scope = new();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Zoo_Families_AreThoseOfTheCatalogue() =>
        Assert.Equal(HyperparameterCatalog.Families.Order(), ModelZoo.Families.Order());

    [Fact]
    public void Build_ImageTooSmall_NamesLayerAndShape()
    {
        var error = Assert.Throws<InfeasibleException>(() => Network.Build(PlainLeNet, side: 8, classes: 10, seed: 1, CPU));

        Assert.Contains("'conv2' (5x5", error.Message, StringComparison.Ordinal);
        Assert.Contains("6x4x4", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 16, 77_754)]
    [InlineData(14, 16, 174_970)]
    public void Build_ResNet_HasTheKnownNumberOfWeights(int depth, int width, long expected)
    {
        var network = Network.Build(new ResNet(depth, width), side: 28, classes: 10, seed: 1, CPU);

        Assert.Equal(expected, network.Weights.Sum(weight => weight.Value.NumberOfElements));
    }

    [Fact]
    public void Build_SameSeed_StartsWithTheSameWeights()
    {
        var first = Network.Build(PlainLeNet, side: 28, classes: 10, seed: 5, CPU);
        var second = Network.Build(PlainLeNet, side: 28, classes: 10, seed: 5, CPU);
        var other = Network.Build(PlainLeNet, side: 28, classes: 10, seed: 6, CPU);

        Assert.True(first.Weights[0].Value.Equals(second.Weights[0].Value));
        Assert.False(first.Weights[0].Value.Equals(other.Weights[0].Value));
    }

    [Fact]
    public void Weights_NormsAndBiases_DoNotDecay()
    {
        var network = Network.Build(new ResNet(Depth: 8, Width: 4), side: 28, classes: 10, seed: 1, CPU);

        Assert.All(network.Weights, weight => Assert.Equal(weight.Value.shape.Length > 1, weight.Decays));
    }

    [Fact]
    public void Forward_DropoutInEvaluationMode_ChangesNothing()
    {
        using var frozen = no_grad();
        var network = Network.Build(PlainLeNet with { Dropout = 0.9 }, side: 28, classes: 10, seed: 1, CPU);
        var images = ones(2, 1, 28, 28);

        Assert.True(network.Forward(images, training: false).Equals(network.Forward(images, training: false)));
        Assert.False(network.Forward(images, training: true).Equals(network.Forward(images, training: true)));
    }

    [Fact]
    public void Forward_OneValuePerChannelInTrainingMode_IsRefused()
    {
        var network = Network.Build(new ResNet(Depth: 8, Width: 4), side: 4, classes: 10, seed: 1, CPU);

        Assert.Throws<InfeasibleException>(() => network.Forward(ones(1, 1, 4, 4), training: true));
    }
}
