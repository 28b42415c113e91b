using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Tests.Hosting;

public sealed class RisingGenerationTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    private string Remembered => _home.Home.GenerationFile;

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Next_FirstStart_IsThatOfTheClock() => Assert.Equal(1_000, RisingGeneration.Next(Remembered, 1_000));

    [Fact]
    public void Next_ClockGoesOn_IsThatOfTheClock()
    {
        RisingGeneration.Next(Remembered, 1_000);
        Assert.Equal(1_060, RisingGeneration.Next(Remembered, 1_060));
    }

    [Fact]
    public void Next_ClockWasSetBack_RisesAllTheSame()
    {
        RisingGeneration.Next(Remembered, 1_000);
        Assert.Equal(1_001, RisingGeneration.Next(Remembered, 400));
        Assert.Equal(1_002, RisingGeneration.Next(Remembered, 405));
    }

    [Fact]
    public void Next_MemoryIsTorn_IsThatOfTheClock()
    {
        File.WriteAllText(Remembered, "10x");
        Assert.Equal(1_000, RisingGeneration.Next(Remembered, 1_000));
    }
}
