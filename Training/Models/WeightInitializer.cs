using SweepCluster.Contracts.Zoo.Nets;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Draws first weights from a generator of its own; gains start at 1, shifts at 0, biases at 0 or as PyTorch draws them.</summary>
internal sealed class WeightInitializer : IWeightInitializer, IDisposable
{
    private readonly Generator _generator;
    private readonly InitKind _kind;
    private long _fanIn = 1;

    /// <param name="seed">What the weights depend on.</param>
    /// <param name="kind">How they are drawn.</param>
    public WeightInitializer(long seed, InitKind kind)
    {
        _kind = kind;
        _generator = new Generator((ulong)seed);
    }

    public void Fill(Tensor value, WeightKind kind)
    {
        switch (kind)
        {
            case WeightKind.NormGain:
                nn.init.ones_(value);
                break;
            case WeightKind.NormShift:
                nn.init.zeros_(value);
                break;
            case WeightKind.Bias:
                FillBias(value);
                break;
            default:
                FillMatrix(value);
                break;
        }
    }

    public void Dispose() => _generator.Dispose();

    /// <summary>A bias follows its layer's matrix, whose inputs bound it.</summary>
    private void FillBias(Tensor value)
    {
        if (_kind == InitKind.TorchDefault)
        {
            var bound = Math.Sqrt(1.0 / _fanIn);
            value.uniform_(-bound, bound, _generator);
        }
        else
        {
            nn.init.zeros_(value);
        }
    }

    private void FillMatrix(Tensor value)
    {
        var receptiveField = value.shape[2..].Aggregate(1L, (product, length) => product * length);
        _fanIn = value.shape[1] * receptiveField;
        var fanOut = value.shape[0] * receptiveField;
        if (_kind == InitKind.KaimingNormal)
        {
            value.normal_(0, Math.Sqrt(2.0 / _fanIn), _generator);
            return;
        }

        var bound = Math.Sqrt(_kind switch
        {
            InitKind.XavierUniform => 6.0 / (_fanIn + fanOut),
            InitKind.TorchDefault => 1.0 / _fanIn,
            _ => 6.0 / _fanIn,
        });
        value.uniform_(-bound, bound, _generator);
    }
}
