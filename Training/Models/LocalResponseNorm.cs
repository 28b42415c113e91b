using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Local response norm with the settings of its paper (Krizhevsky, Sutskever and Hinton 2012, section 3.3).</summary>
internal sealed class LocalResponseNorm : ILayer
{
    public Tensor Forward(Tensor input, bool training) => nn.functional.local_response_norm(input, size: 5, alpha: 1e-4, beta: 0.75, k: 2);
}
