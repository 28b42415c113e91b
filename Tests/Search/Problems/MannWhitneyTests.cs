using SweepCluster.Benchmarks.SearchQuality;

namespace SweepCluster.Search.Tests.Problems;

public sealed class MannWhitneyTests
{
    [Fact]
    public void PValue_WithoutTies_IsExact()
    {
        Assert.Equal(0.1, MannWhitney.PValue([1, 2, 3], [4, 5, 6]), 12);
        Assert.Equal(1.0 / 9, MannWhitney.PValue([19, 22, 16, 29, 24], [20, 11, 17, 12]), 12);
        Assert.Equal(1.0 / 9, MannWhitney.PValue([20, 11, 17, 12], [19, 22, 16, 29, 24]), 12);
    }

    [Fact]
    public void PValue_WithTies_IsTheCorrectedApproximation() =>
        Assert.Equal(0.0785458509511907, MannWhitney.PValue([1, 2, 2, 3], [2, 3, 4, 5, 5]), 9);

    [Fact]
    public void PValue_NothingToTellApart_IsOne()
    {
        Assert.Equal(1, MannWhitney.PValue([], [1]));
        Assert.Equal(1, MannWhitney.PValue([1, 1], [1, 1, 1]));
    }
}
