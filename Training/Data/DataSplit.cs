using SweepCluster.Contracts.Zoo;
using SweepCluster.Training.Numerics;

namespace SweepCluster.Training.Data;

/// <summary>Which of the data set's training images a task trains on, and which rank its trials. The two never overlap.</summary>
internal sealed class DataSplit
{
    /// <summary>The same for every trial of every sweep, so that trials are ranked by the same images.</summary>
    private const long SplitSeed = 20_170_825;

    private readonly long[] _training;

    public DataSplit(int available, int training, int validation)
    {
        if (training < 1 || validation < 1 || training + validation > available)
        {
            throw new InfeasibleException(
                $"The task asks for {training} training and {validation} validation images; " +
                $"each must be at least 1 and together at most {available}.");
        }

        var order = Permutation.Of(available, SeedMixer.Mix(SplitSeed, SeedPurpose.Split));
        Validation = order[..validation];
        _training = order[validation..(validation + training)];
    }

    /// <summary>The validation images' positions in the data set, in a fixed order.</summary>
    public long[] Validation { get; }

    /// <summary>How many images an epoch goes through.</summary>
    public int TrainingCount => _training.Length;

    /// <summary>The training images' positions in the order of one epoch.</summary>
    public long[] TrainingOrder(long seed, int epoch)
    {
        var order = _training.ToArray();
        Permutation.Shuffle(order, SeedMixer.Mix(seed, SeedPurpose.Order, epoch));
        return order;
    }
}
