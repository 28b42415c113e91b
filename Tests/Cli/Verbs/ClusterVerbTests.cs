using SweepCluster.Cli.Tests.Fakes;

namespace SweepCluster.Cli.Tests.Verbs;

/// <summary>Verbs that know of clusters.</summary>
public sealed class ClusterVerbTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("sweep-cli-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task Submit_SweepFile_GivesItAwayAndReturns()
    {
        Assert.Equal(0, await _bench.RunAsync("submit", "demo.yaml"));

        Assert.Single(_bench.Home.Catalog.Submitted);
        Assert.Contains("submitted demo-1: fashion-mnist, tpe + asha\n", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_WithJson_PrintsTheId()
    {
        Assert.Equal(0, await _bench.RunAsync("submit", "demo.yaml", "--json"));

        Assert.Equal("demo-1", _bench.Document.GetProperty("sweep").GetString());
    }

    [Fact]
    public async Task Run_WithRedis_SaysThatAClusterRunsItsOwnTrials()
    {
        Assert.Equal(2, await _bench.RunAsync("run", "demo.yaml", "--redis", "127.0.0.1:1"));

        Assert.Contains("'sweep submit FILE' gives a sweep to the cluster", _bench.Error, StringComparison.Ordinal);
        Assert.Null(_bench.OpenedHome);
    }

    [Theory]
    [InlineData("0", "--silos was 0; it must be from 1 to 16.")]
    [InlineData("17", "--silos was 17; it must be from 1 to 16.")]
    [InlineData("many", "many")]
    public async Task Up_BadNumberOfSilos_IsRefused(string silos, string named)
    {
        Assert.Equal(2, await _bench.RunAsync("up", "--silos", silos));

        Assert.Contains(named, _bench.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", _bench.Error, StringComparison.Ordinal);
        Assert.Null(_bench.OpenedHome);
    }

    [Theory]
    [InlineData("--redis 127.0.0.1:1", "Cluster:Postgres")]
    [InlineData("--postgres Host=127.0.0.1", "Cluster:Redis")]
    [InlineData("--postgres Host=127.0.0.1 --redis 127.0.0.1:1 --address nowhere", "Cluster:Address was 'nowhere'")]
    [InlineData("--postgres Host=127.0.0.1 --redis 127.0.0.1:1 --silo-port 70000", "Cluster:SiloPort")]
    [InlineData("--postgres Host=127.0.0.1 --redis 127.0.0.1:1 --config missing.json", "missing.json")]
    [InlineData("--postgres Host=127.0.0.1 --redis 127.0.0.1:1 --primary 127.0.0.1:2", "Cluster:Redis was given and Cluster:Primary was given")]
    [InlineData("--postgres Host=127.0.0.1 --sqlite a.db --redis 127.0.0.1:1", "Cluster:Postgres was given and Cluster:Sqlite was given")]
    [InlineData("--sqlite a.db --primary 127.0.0.1", "Cluster:Primary was '127.0.0.1'; it must be an IP address and a port")]
    public async Task Silo_BadSettings_AreNamedAndNothingStarts(string arguments, string named)
    {
        Assert.Equal(2, await _bench.RunAsync(["silo", "--home", _home.FullName, .. arguments.Split(' ')]));

        var line = Assert.Single(_bench.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("sweep: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dashboard", "SWEEP_Cluster__Redis")]
    [InlineData("dashboard --redis ssl=true", "it must begin with a host and a port")]
    [InlineData("dashboard --redis 127.0.0.1:1 --url everywhere", "'everywhere' is not an address to listen on")]
    [InlineData("dashboard --redis 127.0.0.1:1 --insecure --require-login", "cannot both ask for keys and be insecure")]
    public async Task Dashboard_BadUsage_IsNamedAndNothingIsServed(string arguments, string named)
    {
        Assert.Equal(2, await _bench.RunAsync(arguments.Split(' ')));

        Assert.Contains(named, _bench.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_UnknownKindOfLog_IsRefused()
    {
        _bench.Variables["SWEEP_Log__Console"] = "xml";

        Assert.Equal(2, await _bench.RunAsync("dashboard", "--redis", "127.0.0.1:1"));

        Assert.Contains("was 'xml'; it must be none, text or json", _bench.Error, StringComparison.Ordinal);
    }
}
