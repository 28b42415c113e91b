using System.Text.Json;
using SweepCluster.Training.Augmentation;
using SweepCluster.Training.Loop;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Loop;

[Trait("Category", "Oracle")]
public sealed class TrainingLossTests : IDisposable
{
    private static readonly JsonElement Losses = Oracle.Load("losses.json");

    private readonly DisposeScopeHolder _scope = new();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("ce_mean", 0, 1)]
    [InlineData("ce_label_smoothing_0.05", 0.05, 1)]
    [InlineData("ce_label_smoothing_0.1", 0.1, 1)]
    [InlineData("ce_label_smoothing_0.2", 0.2, 1)]
    [InlineData("mixup_loss_lam_0.3", 0, 0.3)]
    [InlineData("mixup_loss_lam_0.8", 0, 0.8)]
    public void Of_ReferenceLogits_GivesLossAndGradientOfPyTorch(string name, double smoothing, double share)
    {
        var (count, classes) = (Losses.GetProperty("N").GetInt32(), Losses.GetProperty("C").GetInt32());
        var logits = tensor([.. Enumerable.Range(0, count * classes).Select(i => Oracle.Between(-3, 3, i, 30000))], [count, classes]).requires_grad_();
        var batch = new MixedBatch(logits, Labels("y"), share < 1 ? Labels("y2") : null, share);

        var loss = new TrainingLoss(smoothing).Of(logits, batch);
        loss.backward();

        var expected = Losses.GetProperty(name);
        Assert.Equal(expected.GetProperty("loss").GetDouble(), loss.item<double>(), 1e-7);
        Assert.Equal(expected.GetProperty("grad_l2").GetDouble(), logits.grad!.norm().item<double>(), 1e-7);
        Assert.All(
            Oracle.Doubles(expected.GetProperty("grad_first")).Zip(logits.grad!.data<double>()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    private static Tensor Labels(string name) => tensor([.. Oracle.Doubles(Losses.GetProperty(name)).Select(label => (long)label)]);
}
