using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Optimizers;

[Trait("Category", "Oracle")]
public sealed class WeightAverageTests : IDisposable
{
    private readonly DisposeScopeHolder _scope = new();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("decay_0_9", 0.9, false)]
    [InlineData("decay_warmup_values", 0.999, true)]
    public void Follow_FiveUpdates_IsTheReferencesAverage(string name, double decay, bool warmsUp)
    {
        var expected = Oracle.Load("losses.json").GetProperty("ema").GetProperty(name);
        var theta = Theta(0);
        var average = new WeightAverage([new Weight("theta", WeightKind.Linear, theta)], decay, warmsUp);

        for (var t = 1; t <= expected.GetArrayLength(); t++)
        {
            theta.copy_(Theta(t));
            average.Follow(t);

            var values = average.State["ema.theta"].data<double>().ToArray();
            Assert.All(Oracle.Doubles(expected[t - 1]).Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        }
    }

    [Fact]
    public void Swap_Twice_ChangesNothing()
    {
        var theta = Theta(0);
        var average = new WeightAverage([new Weight("theta", WeightKind.Linear, theta)], 0.5, warmsUp: false);
        theta.copy_(Theta(1));

        average.Swap();
        Assert.True(theta.Equals(Theta(0)));
        average.Swap();

        Assert.True(theta.Equals(Theta(1)));
        Assert.True(average.State["ema.theta"].Equals(Theta(0)));
    }

    private static Tensor Theta(int t) => tensor([.. Enumerable.Range(0, 4).Select(i => Oracle.Between(-1, 1, i, 30020 + t))]);
}
