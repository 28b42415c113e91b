using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Optimizers;

public sealed class GradientClipTests : IDisposable
{
    private readonly DisposeScopeHolder _scope = new();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(1, "max_1.0_norm_2.0")]
    [InlineData(100, "max_100.0_norm_2.0")]
    public void Apply_TwoGradients_ScalesThemLikePyTorch(double greatestNorm, string name)
    {
        Weight[] weights = [Make("matrix", 30010, 3, 4), Make("vector", 30011, 5)];
        using var clip = new GradientClip(greatestNorm);

        using (no_grad())
        {
            clip.Apply(weights);
        }

        var expected = Oracle.Load("losses.json").GetProperty("clip_grad_norm").GetProperty(name).GetProperty("after");
        Assert.All(weights.Index(), entry => Oracle.AssertClose(
            Oracle.Doubles(expected[entry.Index]), entry.Item.Value.grad!.data<float>().Take(3), 1e-6));
    }

    private static Weight Make(string name, int stream, params long[] shape)
    {
        var value = zeros(shape).requires_grad_();
        var gradient = Enumerable.Range(0, (int)value.NumberOfElements).Select(i => (float)Oracle.Between(-2, 2, i, stream));
        value.grad = tensor(gradient.ToArray(), shape);
        return new Weight(name, WeightKind.Linear, value);
    }
}
