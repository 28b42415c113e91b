using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Layers that run one after the other; without layers it returns its input.</summary>
internal sealed class LayerChain(IReadOnlyList<ILayer> layers) : ILayer
{
    public Tensor Forward(Tensor input, bool training)
    {
        var current = input;
        foreach (var layer in layers)
        {
            var next = layer.Forward(current, training);
            if (!ReferenceEquals(next, current) && !ReferenceEquals(current, input))
            {
                current.Dispose(); // autograd holds what it needs itself, so memory is free for the next layer
            }

            current = next;
        }

        return current;
    }
}
