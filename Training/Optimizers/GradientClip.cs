using SweepCluster.Training.Models;
using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Optimizers;

/// <summary>Scales gradients down together when their common norm is too great (Pascanu et al. 2013). Nothing is read back to the host.</summary>
internal sealed class GradientClip(double greatestNorm) : IDisposable
{
    private readonly Scalar _greatestNorm = greatestNorm.ToScalar();
    private readonly Scalar _tiny = 1e-6.ToScalar();

    public void Apply(IReadOnlyList<Weight> weights)
    {
        if (greatestNorm <= 0)
        {
            return;
        }

        var gradients = weights.Select(weight => weight.Value.grad!).ToArray();
        var total = linalg.vector_norm(stack(gradients.Select(gradient => linalg.vector_norm(gradient))));
        var factor = total.add_(_tiny, CachedScalars.One).reciprocal_().mul_(_greatestNorm).clamp_max_(CachedScalars.One);
        foreach (var gradient in gradients)
        {
            gradient.mul_(factor);
        }
    }

    public void Dispose()
    {
        _greatestNorm.Dispose();
        _tiny.Dispose();
    }
}
