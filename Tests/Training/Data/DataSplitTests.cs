using SweepCluster.Contracts.Zoo;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

public sealed class DataSplitTests
{
    [Fact]
    public void Split_WholeSet_UsesEveryImageOnce()
    {
        var split = new DataSplit(available: 1000, training: 800, validation: 200);

        var all = split.Validation.Concat(split.TrainingOrder(seed: 1, epoch: 1)).Order();

        Assert.Equal(Enumerable.Range(0, 1000).Select(position => (long)position), all);
    }

    [Fact]
    public void Validation_FewerTrainingImages_IsTheSame() =>
        Assert.Equal(new DataSplit(1000, 800, 200).Validation, new DataSplit(1000, 10, 200).Validation);

    [Fact]
    public void TrainingOrder_AnotherEpochOrSeed_IsAnotherOrderOfTheSameImages()
    {
        var split = new DataSplit(1000, 800, 200);
        var order = split.TrainingOrder(seed: 1, epoch: 1);

        Assert.Equal(order, split.TrainingOrder(seed: 1, epoch: 1));
        Assert.NotEqual(order, split.TrainingOrder(seed: 1, epoch: 2));
        Assert.NotEqual(order, split.TrainingOrder(seed: 2, epoch: 1));
        Assert.Equal(order.Order(), split.TrainingOrder(seed: 2, epoch: 1).Order());
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    [InlineData(900, 101)]
    public void Split_ImpossibleSizes_IsRefused(int training, int validation) =>
        Assert.Throws<InfeasibleException>(() => new DataSplit(1000, training, validation));
}
