using SweepCluster.Training.Settings;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015). The averages move by the framework's momentum of 0.1, which the books write as 0.9.
/// </summary>
internal sealed class BatchNorm(Tensor gain, Tensor shift, Tensor mean, Tensor variance) : ILayer
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;

    public Tensor Forward(Tensor input, bool training)
    {
        if (training && input.shape[0] * input.shape[2] * input.shape[3] == 1)
        {
            throw new InfeasibleException(
                "Batch norm saw a batch with one value per channel, which has no variance; use larger images or batches.");
        }

        return nn.functional.batch_norm(input, mean, variance, gain, shift, training, Momentum, Epsilon);
    }
}
