using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Tests.Verbs;

public sealed class ImportanceVerbTests
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData("fanova", "by fANOVA of 40 trials")]
    [InlineData("ped-anova", "by PED-ANOVA of 40 trials")]
    public async Task Importance_ManyTrials_NamesTheParametersThatCanDiffer(string method, string source)
    {
        _bench.Sweep.Trials = [.. Enumerable.Range(0, 40).Select(number =>
            Samples.Trial(number, TrialStatus.Completed, 0.9 - (number % 2 == 0 ? 0 : 0.2) - (0.001 * number), 9) with { Rank = number + 1 })];
        Assert.Equal(0, await _bench.RunAsync("importance", "demo-1", "--method", method));
        var lines = _bench.Out.Split('\n');
        Assert.Matches("^parameter +importance", lines[0]);
        Assert.Matches(@"^\w+ +\d+\.\d %", lines[1]);
        Assert.Equal(["batch_size", "lr", "model", "resnet_units"], lines.Skip(1).Take(4).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains(source, _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importance_SomeTrialsWerePruned_ComparesRanks()
    {
        _bench.Sweep.Trials = [.. Enumerable.Range(0, 20).Select(number =>
            Samples.Trial(number, number < 5 ? TrialStatus.Completed : TrialStatus.Pruned, 0.5, 9) with { Rank = number + 1 })];
        Assert.Equal(0, await _bench.RunAsync("importance", "demo-1"));
        Assert.Contains("by fANOVA of the ranks of 20 trials", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importance_WithJson_PrintsTheReport()
    {
        _bench.Sweep.Trials = [.. Enumerable.Range(0, 20).Select(number => Samples.Trial(number, TrialStatus.Completed, number % 2, 9) with { Rank = number + 1 })];
        Assert.Equal(0, await _bench.RunAsync("importance", "demo-1", "--json"));
        Assert.Equal("fanova", _bench.Document.GetProperty("method").GetString());
        Assert.Equal(4, _bench.Document.GetProperty("parameters").GetArrayLength());
    }

    [Fact]
    public async Task Importance_TooFewTrials_SaysHowManyThereMustBe()
    {
        Assert.Equal(1, await _bench.RunAsync("importance", "demo-1", "--json"));
        Assert.Equal("", _bench.Out);
        Assert.Equal("sweep: Only 2 trials have a result; importance needs at least 10.\n", _bench.Error);
    }
}
