using SweepCluster.Training.Numerics;

namespace SweepCluster.Training.Tests.Numerics;

public sealed class RandomStreamTests
{
    private const int Count = 20_000;

    [Fact]
    public void Normal_ManyDraws_HaveMean0AndVariance1()
    {
        var random = new RandomStream(1);
        var values = Enumerable.Range(0, Count).Select(_ => random.Normal()).ToArray();

        Assert.Equal(0, values.Average(), 0.03);
        Assert.Equal(1, values.Average(value => value * value), 0.05);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(3)]
    public void Beta_ManyDraws_HaveTheDistributionsMeanAndVariance(double parameter)
    {
        var random = new RandomStream(2);
        var values = Enumerable.Range(0, Count).Select(_ => random.Beta(parameter)).ToArray();

        Assert.All(values, value => Assert.InRange(value, 0, 1));
        Assert.Equal(0.5, values.Average(), 0.015);
        Assert.Equal(1 / (4 * ((2 * parameter) + 1)), values.Average(value => (value - 0.5) * (value - 0.5)), 0.006);
    }
}
