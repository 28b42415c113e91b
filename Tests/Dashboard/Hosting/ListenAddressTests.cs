using SweepCluster.Dashboard.Hosting;

namespace SweepCluster.Dashboard.Tests.Hosting;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.8.9.1:80/")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://localhost:8080")]
    public void Parse_Loopback_IsOfThisMachineOnly(string url) => Assert.Equal(new ListenAddress(url, true), ListenAddress.Parse(url));

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://192.168.0.7:8080")]
    [InlineData("http://localhost.example.org:8080")]
    [InlineData("http://sweeps:8080")]
    public void Parse_OthersCouldReachIt_SaysSo(string url) => Assert.False(ListenAddress.Parse(url).IsLoopback);

    [Theory]
    [InlineData("8080")]
    [InlineData("http://*:8080")]
    [InlineData("https://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080/base")]
    public void Parse_NoAddress_Refuses(string url)
    {
        var exception = Assert.Throws<FormatException>(() => ListenAddress.Parse(url));

        Assert.Contains("is not an address to listen on", exception.Message, StringComparison.Ordinal);
    }
}
