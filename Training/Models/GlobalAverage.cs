using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>The mean of each channel, as a flat vector.</summary>
internal sealed class GlobalAverage : ILayer
{
    private static readonly long[] Area = [2, 3];

    public Tensor Forward(Tensor input, bool training) => input.mean(Area);
}
