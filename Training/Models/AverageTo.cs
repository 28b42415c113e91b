using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>The means of side x side equal areas of each channel; of the whole channel as a flat vector when the side is 1.</summary>
internal sealed class AverageTo(int side) : ILayer
{
    private static readonly long[] Area = [2, 3];

    public Tensor Forward(Tensor input, bool training) => side == 1 ? input.mean(Area) : nn.functional.adaptive_avg_pool2d(input, side);
}
