using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Tests.Verbs;

public sealed class DrainVerbTests
{
    private readonly Bench _bench = new();

    public DrainVerbTests() => _bench.Home.HeldBy = "sweep up (process 4711)";

    [Fact]
    public async Task Drain_SiloThatWorks_IsToldAndToldAgainToWork()
    {
        Assert.Equal(0, await _bench.RunAsync("drain", "silo-a"));
        Assert.True(_bench.Home.Silos.Silo.IsDraining);
        Assert.Equal("silo-a drains; running trials stop at the end of their step and go on elsewhere\n", _bench.Out);

        Assert.Equal(0, await _bench.RunAsync("drain", "silo-a", "--resume"));
        Assert.False(_bench.Home.Silos.Silo.IsDraining);
        Assert.EndsWith("silo-a works\n", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drain_WithJson_PrintsWhatTheSiloIsToDo()
    {
        Assert.Equal(0, await _bench.RunAsync("drain", "silo-a", "--json"));
        Assert.Equal("""{"silo":"silo-a","isDraining":true}""", System.Text.Json.JsonSerializer.Serialize(_bench.Document));
    }

    [Fact]
    public async Task Drain_ToldToWait_ReturnsWhenNothingRunsThere()
    {
        var slot = new SlotView(new SlotId("silo-a", "cpu", 0), DeviceKind.Cpu, "draining", new AttemptId(new TrialId("demo-1", 3), 1));
        _bench.Home.Silos.Told.Add(_bench.Home.Silos.Silo with { Slots = [slot] });
        _bench.Home.Silos.Told.Add(_bench.Home.Silos.Silo with { Slots = [slot with { Attempt = null }] });
        _bench.Home.Silos.Told.Add(_bench.Home.Silos.Silo);

        Assert.Equal(0, await _bench.RunAsync("drain", "silo-a", "--wait"));

        Assert.Equal(2, _bench.Home.Silos.Seen);
        Assert.Equal("silo-a is drained; nothing runs there\n", _bench.Out);
    }

    [Fact]
    public async Task Drain_UnknownSilo_NamesThoseThereAre()
    {
        Assert.Equal(2, await _bench.RunAsync("drain", "silo-b"));
        Assert.Equal("sweep: There is no silo silo-b; those heard of in the last 15 seconds: silo-a.\n", _bench.Error);
    }

    [Fact]
    public async Task Drain_HomeThatNobodyRuns_HasNoSilo()
    {
        _bench.Home.HeldBy = null;
        Assert.Equal(2, await _bench.RunAsync("drain", "silo-a"));
        Assert.Contains("'sweep up' runs it", _bench.Error, StringComparison.Ordinal);
        Assert.Empty(_bench.Home.Calls);
    }
}
