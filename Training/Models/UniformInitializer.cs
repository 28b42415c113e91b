using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// Draws weights uniformly with the variance that keeps signals alive: for rectifiers 2 / fan-in (He et al. 2015), for saturating
/// activations 2 / (fan-in + fan-out) (Glorot and Bengio 2010).
/// </summary>
internal sealed class UniformInitializer : IWeightInitializer, IDisposable
{
    private readonly Generator _generator;
    private readonly ActivationKind _activation;

    public UniformInitializer(long seed, ActivationKind activation)
    {
        _activation = activation;
        _generator = new Generator((ulong)seed);
    }

    public void Fill(Tensor value, WeightKind kind)
    {
        switch (kind)
        {
            case WeightKind.NormGain:
                nn.init.ones_(value);
                break;
            case WeightKind.Bias or WeightKind.NormShift:
                nn.init.zeros_(value);
                break;
            default:
                var bound = Bound(value.shape);
                value.uniform_(-bound, bound, _generator);
                break;
        }
    }

    public void Dispose() => _generator.Dispose();

    /// <summary>The half-width of a uniform distribution whose variance is a third of its square.</summary>
    private double Bound(long[] shape)
    {
        var receptiveField = shape[2..].Aggregate(1L, (product, length) => product * length);
        var fanIn = shape[1] * receptiveField;
        var fanOut = shape[0] * receptiveField;
        return _activation == ActivationKind.Relu ? Math.Sqrt(6.0 / fanIn) : Math.Sqrt(6.0 / (fanIn + fanOut));
    }
}
