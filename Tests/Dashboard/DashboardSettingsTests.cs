namespace SweepCluster.Dashboard.Tests;

public sealed class DashboardSettingsTests
{
    [Fact]
    public void Read_NoArguments_HasDefaults()
    {
        var settings = DashboardSettings.Read([]);

        Assert.Equal((30_000, "dev", "http://127.0.0.1:8080"), (settings.GatewayPort, settings.ClusterId, settings.Url));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("port")]
    public void Read_BadPort_NamesTheSetting(string port)
    {
        var exception = Assert.Throws<FormatException>(() => DashboardSettings.Read([$"--Dashboard:GatewayPort={port}"]));

        Assert.Contains("GatewayPort", exception.Message, StringComparison.Ordinal);
    }
}
