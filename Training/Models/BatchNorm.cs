using SweepCluster.Contracts.Zoo;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Batch normalisation by libtorch (Ioffe and Szegedy 2015).</summary>
/// <param name="gain">The gain of each channel.</param>
/// <param name="shift">The shift of each channel.</param>
/// <param name="mean">The moving mean of each channel.</param>
/// <param name="variance">The moving variance of each channel.</param>
/// <param name="momentum">The share of the latest batch in the moving averages.</param>
/// <param name="epsilon">What is added to a variance before its root.</param>
internal sealed class BatchNorm(Tensor gain, Tensor shift, Tensor mean, Tensor variance, double momentum, double epsilon) : ILayer
{
    public Tensor Forward(Tensor input, bool training)
    {
        if (training)
        {
            RefuseSingleValues(input);
        }

        return nn.functional.batch_norm(input, mean, variance, gain, shift, training, momentum, epsilon);
    }

    /// <summary>libtorch would return the shift alone, without a word.</summary>
    internal static void RefuseSingleValues(Tensor input)
    {
        if (input.NumberOfElements == input.shape[1])
        {
            throw new InfeasibleException(
                "Batch norm saw a batch with one value per channel, which has no variance; use larger images or batches.");
        }
    }
}
