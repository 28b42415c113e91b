using SweepCluster.Search.Quasirandom;

namespace SweepCluster.Search.Tests.Quasirandom;

public sealed class PointSequenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1L << 53)]
    public void At_ScrambledSobol_FillsEveryIntervalOnce(long seed)
    {
        var sobol = new SobolSequence(seed);
        foreach (var dimension in new[] { 0, 1, 2, 17, 255 })
        {
            for (var block = 0; block < 4; block++)
            {
                var intervals = Enumerable.Range(block * 64, 64).Select(index => (int)(sobol.At(index, dimension) * 64)).Order();
                Assert.Equal(Enumerable.Range(0, 64), intervals);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void At_ScrambledSobolInTwoDimensions_FillsEveryElementaryRectangleOnce(long seed)
    {
        var sobol = new SobolSequence(seed);
        for (var columns = 1; columns <= 64; columns *= 2)
        {
            var rows = 64 / columns;
            var cells = Enumerable.Range(0, 64).Select(index => ((int)(sobol.At(index, 0) * columns) * rows) + (int)(sobol.At(index, 1) * rows));
            Assert.Equal(Enumerable.Range(0, 64), cells.Order());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void At_PointZeroOverSeeds_IsUniform(bool sobol)
    {
        var coordinates = Enumerable.Range(0, 2000)
            .Select(seed => sobol ? new SobolSequence(seed).At(0, 3) : new HaltonSequence(seed).At(0, 3)).ToList();
        Assert.InRange(coordinates.Average(), 0.48, 0.52);
        Assert.InRange(coordinates.Count(coordinate => coordinate < 0.25), 430, 570);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 7)]
    [InlineData(255, 1619)]
    public void At_ScrambledHalton_FillsEveryIntervalOnce(int dimension, int radix)
    {
        var halton = new HaltonSequence(5);
        var intervals = Enumerable.Range(radix, radix).Select(index => (int)((halton.At(index, dimension) * radix) + 1e-9)).Order();
        Assert.Equal(Enumerable.Range(0, radix), intervals);
    }

    [Fact]
    public void At_ScrambledHaltonOfLargeBases_IsNotCorrelated()
    {
        var halton = new HaltonSequence(5);
        var products = Enumerable.Range(0, 512).Average(index => (halton.At(index, 40) - 0.5) * (halton.At(index, 41) - 0.5) * 12);
        Assert.InRange(products, -0.15, 0.15);
    }

    [Fact]
    public void At_ManyPoints_StaysBelowOneAndRepeatsNothing()
    {
        var (sobol, halton) = (new SobolSequence(9), new HaltonSequence(9));
        var coordinates = Enumerable.Range(0, 1 << 14).Select(index => sobol.At(index, 77)).ToList();
        Assert.Equal(coordinates.Count, coordinates.Distinct().Count());
        Assert.All(coordinates.Concat(Enumerable.Range(0, 500).Select(index => halton.At(index, 200))), x => Assert.InRange(x, 0, 1 - 1e-17));
    }
}
