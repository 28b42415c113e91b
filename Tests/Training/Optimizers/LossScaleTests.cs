using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Optimizers;

public sealed class LossScaleTests : IDisposable
{
    private readonly DisposeScopeHolder _scope = new();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Unscale_FiniteGradient_GivesTheGradientOfTheUnscaledLoss()
    {
        var scale = new LossScale();
        var weight = tensor([3f]).requires_grad_();

        scale.Scale(weight.square().sum()).backward();

        Assert.True(scale.Unscale([new Weight("w", WeightKind.Linear, weight)]));
        Assert.Equal(6, weight.grad!.item<float>());
        Assert.Equal(65536, scale.Factor);
    }

    [Fact]
    public void Unscale_Overflow_LeavesTheUpdateOutAndHalvesTheFactor()
    {
        var scale = new LossScale();

        Assert.False(scale.Unscale([WithGradient(float.PositiveInfinity)]));
        Assert.False(scale.Unscale([WithGradient(float.NaN)]));
        Assert.Equal(65536 / 4, scale.Factor);
    }

    [Fact]
    public void Unscale_ManyGoodUpdates_DoubleTheFactor()
    {
        var scale = new LossScale();

        Assert.All(Enumerable.Range(0, 2000), _ => Assert.True(scale.Unscale([WithGradient(1)])));

        Assert.Equal(65536 * 2, scale.Factor);
    }

    private static Weight WithGradient(float value)
    {
        var weight = tensor([1f]).requires_grad_();
        weight.grad = tensor([value]);
        return new Weight("w", WeightKind.Linear, weight);
    }
}
