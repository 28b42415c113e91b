using SweepCluster.Search.Numerics;
using SweepCluster.Search.Parzen;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Tests.Parzen;

/// <summary>Kernels come and go; what they say follows from which are there, not from how they came.</summary>
public sealed class KernelMixtureTests
{
    [Theory]
    [InlineData(30, 1)]
    [InlineData(30, 2)]
    [InlineData(400, 3)]
    [InlineData(400, 4)]
    public void LogRatio_TrialsAddedAndRemoved_IsThatOfAMixtureMadeAnew(int trials, int seed)
    {
        var space = SearchSpace.Compile(Spaces.Mixed);
        var random = new Random(seed);
        var points = Enumerable.Range(0, trials).Select(_ => Draw(space, random)).ToArray();
        var lived = new KernelMixture(space);
        var present = new HashSet<int>();
        for (var step = 0; step < 4 * trials; step++)
        {
            var trial = random.Next(trials);
            if (present.Remove(trial))
            {
                lived.Remove(trial);
            }
            else
            {
                present.Add(trial);
                lived.Add(trial, points[trial]);
            }
        }

        var fresh = new KernelMixture(space);
        foreach (var trial in present.Order())
        {
            fresh.Add(trial, points[trial]);
        }

        for (var query = 0; query < 50; query++)
        {
            var point = Draw(space, random);
            Assert.Equal(fresh.LogRatio(point), lived.LogRatio(point), 1e-9);
        }
    }

    [Fact]
    public void LogRatio_MoreKernelsThanABlock_IsTheSumOverEachOfThem()
    {
        const int Trials = 5_000;
        var space = SearchSpace.Compile([.. Enumerable.Range(0, 3).Select(i => Spaces.Float($"x{i}", 0, 1))]);
        var random = new Random(7);
        double[][] points = [.. Enumerable.Range(0, Trials).Select(_ => Draw(space, random))];
        var mixture = new KernelMixture(space);
        for (var trial = 0; trial < Trials; trial++)
        {
            mixture.Add(trial, points[trial]);
        }

        for (var query = 0; query < 20; query++)
        {
            var point = Draw(space, random);
            Assert.Equal(SumOfAll(points, point), mixture.LogRatio(point), 1e-9);
        }
    }

    [Fact]
    public void Add_KernelByKernelOrUntilEnough_ComesToTheSame()
    {
        const int Trials = 5_000;
        var space = SearchSpace.Compile(Spaces.Mixed);
        var random = new Random(8);
        var mixture = new KernelMixture(space);
        for (var trial = 0; trial < Trials; trial++)
        {
            mixture.Add(trial, Draw(space, random));
        }

        for (var query = 0; query < 20; query++)
        {
            var point = Draw(space, random);
            var exact = mixture.LogRatio(point);
            var partly = mixture.Add(point, mixture.Begin(), enough: exact - 0.5);
            Assert.InRange(mixture.LogOf(partly), exact - 0.5, exact);
            Assert.Equal(exact, mixture.LogOf(mixture.Add(point, partly)), 1e-9);

            var first = mixture.Add(point, mixture.Begin(), most: 700);
            Assert.Equal(Trials - 700, first.Left);
            Assert.Equal(exact, mixture.LogOf(mixture.Add(point, first)), 1e-9);
        }
    }

    [Fact]
    public void LogRatio_ManyKernels_AllocatesNothing()
    {
        var space = SearchSpace.Compile(Spaces.Mixed);
        var random = new Random(9);
        var mixture = new KernelMixture(space);
        for (var trial = 0; trial < 500; trial++)
        {
            mixture.Add(trial, Draw(space, random));
        }

        var point = Draw(space, random);
        mixture.LogRatio(point);
        var before = GC.GetAllocatedBytesForCurrentThread();
        mixture.LogRatio(point);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Draw_ManyPoints_AreAsDenseAsTheMixtureSays()
    {
        const int Draws = 20_000;
        var space = SearchSpace.Compile([Spaces.Float("x", 0, 1), Spaces.Int("n", 1, 10), Spaces.Choice("c", "a", "b", "c")]);
        var random = new Random(5);
        var mixture = new KernelMixture(space);
        for (var trial = 0; trial < 5; trial++)
        {
            mixture.Add(trial, Draw(space, random));
        }

        // Under a density's own draws, the prior's ratio to it has the mean 1, and on each half the prior's share of that half.
        var (all, upper) = (0.0, 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            double[] point = [double.NaN, double.NaN, double.NaN];
            mixture.Draw(TrialRandom.For(1, draw), 0, point);
            var ratio = Math.Exp(-mixture.LogRatio(point));
            all += ratio / Draws;
            upper += point[0] > 0.5 && point[1] > 0.5 && point[2] < 1 / 3.0 ? ratio / Draws : 0;
        }

        Assert.Equal(1, all, 0.03);
        Assert.Equal(1 / 12.0, upper, 0.01);
    }

    /// <summary>The logarithm of the density's ratio to the prior's, kernel by kernel, of numbers alone.</summary>
    private static double SumOfAll(double[][] points, double[] at)
    {
        var (sum, total) = (1.0, 1.0);
        double[][] sorted = [.. Enumerable.Range(0, at.Length).Select(i => points.Select(point => point[i]).Order().ToArray())];
        for (var age = 0; age < points.Length; age++)
        {
            var weight = KernelWeight.Of(age, points.Length);
            var log = 0.0;
            for (var i = 0; i < at.Length; i++)
            {
                var centre = points[age][i];
                var place = Array.BinarySearch(sorted[i], centre);
                var bandwidth = NumberColumn.Bandwidth(place, points.Length, other => sorted[i][other]);
                log += LogDensity(at[i], centre, bandwidth) - LogDensity(at[i], 0.5, 1);
            }

            sum += weight * Math.Exp(log);
            total += weight;
        }

        return Math.Log(sum / total);
    }

    private static double LogDensity(double at, double centre, double bandwidth)
    {
        var deviation = (at - centre) / bandwidth;
        return (-0.5 * deviation * deviation) - Math.Log(bandwidth * Math.Sqrt(2 * Math.PI))
            - TruncatedNormal.LogMass(-centre / bandwidth, (1 - centre) / bandwidth);
    }

    private static double[] Draw(SearchSpace space, Random random)
    {
        var point = space.Choose(dimension => dimension.Domain.Decode(random.NextDouble()));
        return [.. space.Encode(point).Select(coordinate => coordinate ?? double.NaN)];
    }
}
