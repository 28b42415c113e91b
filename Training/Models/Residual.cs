using SweepCluster.Training.Numerics;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>The sum of a branch and its shortcut (He et al. 2016).</summary>
internal sealed class Residual(ILayer branch, ILayer shortcut) : ILayer
{
    public Tensor Forward(Tensor input, bool training)
    {
        var sum = branch.Forward(input, training);
        var passed = shortcut.Forward(input, training);
        sum.add_(passed, CachedScalars.One);
        if (!ReferenceEquals(passed, input))
        {
            passed.Dispose();
        }

        return sum;
    }
}
