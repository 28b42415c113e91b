using SweepCluster.Contracts.Zoo.Nets;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Keeps every n-th row and column and adds channels of zeros.</summary>
internal sealed class ZeroPad(ZeroPadSpec spec) : ILayer
{
    public Tensor Forward(Tensor input, bool training)
    {
        using var scope = NewDisposeScope();
        var thinned = input.slice(2, 0, input.shape[2], spec.Stride).slice(3, 0, input.shape[3], spec.Stride);
        var kept = thinned.narrow(1, 0, Math.Min(spec.Input.Channels, spec.Output.Channels));
        return nn.functional.pad(kept, [0, 0, 0, 0, 0, spec.Output.Channels - kept.shape[1]]).MoveToOuterDisposeScope();
    }
}
