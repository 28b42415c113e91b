using System.Diagnostics;
using SweepCluster.Training.Data;
using static TorchSharp.torch;

namespace SweepCluster.Benchmarks.Training;

/// <summary>
/// The shortest training loop one can write with TorchSharp's own modules and optimiser: images normalised once beforehand, no metrics,
/// no progress, no checkpoint.
/// </summary>
internal sealed class BareContender : IDisposable
{
    private readonly int _batchSize;
    private readonly Tensor _images;
    private readonly Tensor _labels;
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly optim.Optimizer _optimizer;

    public BareContender(TrainingCase entry, ImageSet set)
    {
        _batchSize = entry.BatchSize;
        _images = Normalise(set.Images, entry.Images, entry.Side);
        _labels = set.Labels.narrow(0, 0, entry.Images).clone();
        _network = entry.BuildBare();
        _network.train();
        _optimizer = optim.SGD(_network.parameters(), learningRate: 0.05, momentum: 0.9, weight_decay: 5e-4);
    }

    /// <summary>Trains one epoch; returns images per second.</summary>
    public double RunEpoch()
    {
        using var scope = NewDisposeScope();
        var count = _images.shape[0];
        var order = randperm(count);
        var started = Stopwatch.GetTimestamp();
        for (long first = 0; first < count; first += _batchSize)
        {
            using var step = NewDisposeScope();
            var positions = order.narrow(0, first, Math.Min(_batchSize, count - first));
            var logits = _network.forward(_images.index_select(0, positions));
            var loss = nn.functional.cross_entropy(logits, _labels.index_select(0, positions));
            _optimizer.zero_grad();
            loss.backward();
            _optimizer.step();
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
        _images.Dispose();
        _labels.Dispose();
    }

    private static Tensor Normalise(Tensor images, int count, int side)
    {
        using var scope = NewDisposeScope();
        var pixels = images.narrow(0, 0, count).to(ScalarType.Float32) / 255;
        pixels = side == images.shape[2]
            ? pixels
            : nn.functional.interpolate(pixels, [side, side], mode: InterpolationMode.Bilinear, align_corners: false);
        return ((pixels - Datasets.FashionMnist.Pixels.Mean[0]) / Datasets.FashionMnist.Pixels.Deviation[0]).MoveToOuterDisposeScope();
    }
}
