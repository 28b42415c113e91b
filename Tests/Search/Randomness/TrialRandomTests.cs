using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Tests.Randomness;

public sealed class TrialRandomTests
{
    [Fact]
    public void For_SameAddress_GivesSameNumbers()
    {
        var (first, second) = (TrialRandom.For(7, 3), TrialRandom.For(7, 3));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(first.NextDouble(), second.NextDouble());
        }
    }

    [Fact]
    public void For_OtherSeedOrTrial_GivesOtherNumbers()
    {
        var numbers = new[] { TrialRandom.For(7, 3), TrialRandom.For(8, 3), TrialRandom.For(7, 4), TrialRandom.For(7 + (1L << 40), 3) };
        Assert.Equal(4, numbers.Select(random => random.NextDouble()).Distinct().Count());
    }

    [Fact]
    public void NextDouble_ManyDraws_AreUniform()
    {
        var random = TrialRandom.For(1, 0);
        var draws = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToArray();
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1 - double.Epsilon));
        Assert.InRange(draws.Average(), 0.49, 0.51);
        Assert.InRange(draws.Count(draw => draw < 0.1), 1850, 2150);
    }

    [Fact]
    public void NextInt_ManyDraws_CoversRange()
    {
        var random = TrialRandom.For(1, 0);
        var counts = Enumerable.Range(0, 6000).Select(_ => random.NextInt(6)).GroupBy(i => i).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal([0, 1, 2, 3, 4, 5], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 880, 1120));
    }

    [Fact]
    public void Stream_ManyRounds_NeverRepeatsNumbers()
    {
        var random = TrialRandom.For(7, 3);
        var numbers = Enumerable.Range(0, 1000).Select(round => random.Stream(DrawPurpose.Prior, round).NextDouble());
        Assert.Equal(1000, numbers.Distinct().Count());
    }

    [Fact]
    public void NextInt_BoundBelowOne_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TrialRandom.For(1, 0).NextInt(0));

    [Fact]
    public void TrainingSeed_AfterOtherDraws_StaysTheSame()
    {
        var random = TrialRandom.For(1, 0);
        var before = random.TrainingSeed;
        random.NextDouble();
        Assert.Equal(before, random.TrainingSeed);
        Assert.InRange(before, 0, (1L << 53) - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(4097)]
    public void IndexPermutation_AllPlaces_GivesEachNumberOnce(long count)
    {
        var order = new IndexPermutation(count, 42);
        var numbers = Enumerable.Range(0, (int)count).Select(i => order[i]).ToArray();
        Assert.Equal(Enumerable.Range(0, (int)count).Select(i => (long)i), numbers.Order());
        Assert.True(count < 1000 || !numbers.SequenceEqual(numbers.Order()));
    }

    [Fact]
    public void IndexPermutation_HugeCount_StaysInRange()
    {
        var order = new IndexPermutation(1L << 62, 42);
        Assert.All(Enumerable.Range(0, 100), i => Assert.InRange(order[i], 0, (1L << 62) - 1));
    }
}
