using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// A step of a network. It may return its input, or a tensor of its own that the caller disposes; it never disposes its input.
/// </summary>
internal interface ILayer
{
    Tensor Forward(Tensor input, bool training);
}
