using SweepCluster.Contracts.Files;

namespace SweepCluster.Contracts.Tests.Files;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("6GiB", 6_442_450_944)]
    [InlineData("1.5GiB", 1_610_612_736)]
    [InlineData("800MB", 800_000_000)]
    [InlineData("2 TB", 2_000_000_000_000)]
    [InlineData("1024KiB", 1_048_576)]
    [InlineData("1500kB", 1_500_000)]
    [InlineData("1048577B", 1_048_577)]
    [InlineData("1024TiB", 1_125_899_906_842_624)]
    public void Parse_Amounts_AreBytes(string text, long bytes) => Assert.Equal(bytes, SizeText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("6")]
    [InlineData("6G")]
    [InlineData("6gib")]
    [InlineData("GiB")]
    [InlineData("-1GiB")]
    [InlineData("1e3MiB")]
    [InlineData("1023KiB")]
    [InlineData("1025TiB")]
    [InlineData("1048576.5B")]
    [InlineData("9999999999999999TiB")]
    [InlineData("1GiB\n")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.Null(SizeText.Parse(text));

    [Theory]
    [InlineData(6_442_450_944, "6GiB")]
    [InlineData(1_610_612_736, "1536MiB")]
    [InlineData(800_000_000, "781250KiB")]
    [InlineData(1_048_577, "1048577B")]
    public void Exact_AnAmount_ReadsBackAsTheSame(long bytes, string text)
    {
        Assert.Equal(text, SizeText.Exact(bytes));
        Assert.Equal(bytes, SizeText.Parse(text));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_610_612_736, "1.5 GiB")]
    [InlineData(24_152_899_584, "22.5 GiB")]
    [InlineData(1_099_511_627_776, "1 TiB")]
    public void Rounded_AnAmount_IsForPeople(long bytes, string text) => Assert.Equal(text, SizeText.Rounded(bytes));
}
