using SweepCluster.Training.Numerics;

namespace SweepCluster.Training.Tests.Numerics;

public sealed class NumericsTests
{
    [Fact]
    public void Secure_ThisMachine_CanBeTrusted() => Assert.True(NumericsGuard.Secure().Trusted);

    [Fact]
    public void WorstError_WithoutOneDnn_IsRounding()
    {
        Assert.True(OneDnn.TrySetEnabled(false));
        try
        {
            Assert.InRange(ConvolutionSelfTest.WorstError(), 0, 1e-5);
        }
        finally
        {
            OneDnn.TrySetEnabled(true);
            NumericsGuard.Secure();
        }
    }

    [Fact]
    public void Mix_PurposeOrNumberDiffers_SeedDiffers()
    {
        var seeds = from seed in new long[] { 0, 1, 1L << 53 }
                    from purpose in Enum.GetValues<SeedPurpose>()
                    from number in Enumerable.Range(0, 100)
                    select SeedMixer.Mix(seed, purpose, number);

        Assert.Equal(3 * Enum.GetValues<SeedPurpose>().Length * 100, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.True(seed >= 0));
    }
}
