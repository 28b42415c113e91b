using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Loop;

/// <summary>Loss and hits of a pass, summed up on the device; reading them waits for it, so they are read seldom.</summary>
internal sealed class PassTotals(Device device, int classes = 0)
{
    private readonly Tensor _loss = zeros(1, ScalarType.Float64, device);
    private readonly Tensor _hits = zeros(1, ScalarType.Int64, device);
    private readonly Tensor _hitsByClass = zeros(classes, ScalarType.Float64, device);
    private readonly Tensor _imagesByClass = zeros(classes, ScalarType.Float64, device);
    private long _images;

    public double MeanLoss => _loss.item<double>() / _images;

    public double Accuracy => (double)_hits.item<long>() / _images;

    /// <summary>The accuracy of each class.</summary>
    public IReadOnlyList<double> ClassAccuracies
    {
        get
        {
            using var scope = NewDisposeScope();
            return (_hitsByClass / _imagesByClass.clamp_min(CachedScalars.One)).cpu().data<double>().ToArray();
        }
    }

    public void Add(BatchAnswer answer, Tensor labels)
    {
        using var frozen = no_grad();
        var count = labels.shape[0];
        using var weight = ((double)count).ToScalar();
        _loss.add_(answer.MeanLoss, weight);
        var isHit = answer.Logits.argmax(1).eq(labels);
        _hits.add_(isHit.sum(), CachedScalars.One);
        if (classes > 0)
        {
            _hitsByClass.index_add_(0, labels, isHit.to(ScalarType.Float64), CachedScalars.One);
            _imagesByClass.index_add_(0, labels, ones_like(labels, ScalarType.Float64), CachedScalars.One);
        }

        _images += count;
    }
}
