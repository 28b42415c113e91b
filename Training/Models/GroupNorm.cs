using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Group normalisation (Wu and He 2018): the same in training and evaluation, whatever the batch.</summary>
internal sealed class GroupNorm(Tensor gain, Tensor shift, long groups, double epsilon) : ILayer
{
    public Tensor Forward(Tensor input, bool training) => nn.functional.group_norm(input, groups, gain, shift, epsilon);
}
