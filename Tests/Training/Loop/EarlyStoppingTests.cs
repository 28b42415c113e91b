using SweepCluster.Training.Loop;

namespace SweepCluster.Training.Tests.Loop;

public sealed class EarlyStoppingTests
{
    [Theory]
    [InlineData(2, 0, new[] { 1.0, 0.9, 0.95, 0.9 }, 4)]
    [InlineData(2, 0, new[] { 1.0, 1.1, 0.9, 0.95, 0.8, 0.9, 0.85 }, 7)]
    [InlineData(1, 0.1, new[] { 1.0, 0.95 }, 2)]
    [InlineData(0, 0, new[] { 1.0, 2.0, 3.0 }, 0)]
    public void Observe_LossesOfEpochs_EndsAtTheExpectedOne(int patience, double minDelta, double[] losses, int expected)
    {
        var stopping = new EarlyStopping(patience, minDelta);

        var end = 0;
        for (var epoch = 1; epoch <= losses.Length && end == 0; epoch++)
        {
            stopping.Observe(losses[epoch - 1]);
            end = stopping.IsReached ? epoch : 0;
        }

        Assert.Equal(expected, end);
    }
}
