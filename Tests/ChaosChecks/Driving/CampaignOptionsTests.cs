using SweepCluster.Chaos.Driving;

namespace SweepCluster.Chaos.Tests.Driving;

public sealed class CampaignOptionsTests
{
    [Fact]
    public void Read_NoArguments_HasTheDefaultsOfMake()
    {
        var options = CampaignOptions.Read([]);

        Assert.Equal((1, 200, false), (options.Seed, options.Faults, options.IsInside));
    }

    [Fact]
    public void Read_SeedAndFaults_TakesThem()
    {
        var options = CampaignOptions.Read(["--seed", "7", "--faults", "20"]);

        Assert.Equal((7, 20), (options.Seed, options.Faults));
    }

    [Theory]
    [InlineData("seed-7", "--seed", "7")]
    [InlineData("calm-7", "--seed", "7", "--calm")]
    public void Name_OfACampaign_TellsItsPlan(string name, params string[] arguments) =>
        Assert.Equal(name, CampaignOptions.Read(arguments).Name);

    [Theory]
    [InlineData("--seed")]
    [InlineData("--seed", "one")]
    [InlineData("--faults", "-3")]
    [InlineData("--fault", "3")]
    public void Read_SomethingElse_SaysWhatIsWrong(params string[] arguments)
    {
        var exception = Assert.Throws<FormatException>(() => CampaignOptions.Read(arguments));

        Assert.Contains(arguments[0], exception.Message, StringComparison.Ordinal);
    }
}
