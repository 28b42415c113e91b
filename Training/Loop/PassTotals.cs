using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Loop;

/// <summary>Loss and hits of a pass, summed up on the device; reading them waits for it, so they are read seldom.</summary>
internal sealed class PassTotals(Device device)
{
    private readonly Tensor _loss = zeros(1, ScalarType.Float64, device);
    private readonly Tensor _hits = zeros(1, ScalarType.Int64, device);
    private long _images;

    public double MeanLoss => _loss.item<double>() / _images;

    public double Accuracy => (double)_hits.item<long>() / _images;

    public void Add(BatchAnswer answer, Tensor labels)
    {
        using var frozen = no_grad();
        var count = labels.shape[0];
        using var weight = ((double)count).ToScalar();
        _loss.add_(answer.MeanLoss, weight);
        _hits.add_(answer.Logits.argmax(1).eq(labels).sum(), CachedScalars.One);
        _images += count;
    }
}
