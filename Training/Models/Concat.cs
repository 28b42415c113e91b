using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Branches side by side, their channels joined.</summary>
internal sealed class Concat(IReadOnlyList<ILayer> branches) : ILayer
{
    public Tensor Forward(Tensor input, bool training)
    {
        var parts = branches.Select(branch => branch.Forward(input, training)).ToArray();
        var joined = cat(parts, 1);
        foreach (var part in parts.Where(part => !ReferenceEquals(part, input)))
        {
            part.Dispose();
        }

        return joined;
    }
}
