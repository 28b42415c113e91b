using System.Text.Json;

namespace SweepCluster.Silo.Tests.Telemetry;

/// <summary>What a silo's process sends to a collector and to its console.</summary>
public sealed class WatchedSiloTests(WatchedSilo silo) : IClassFixture<WatchedSilo>
{
    [Theory]
    [InlineData("submit")]
    [InlineData("lease")]
    [InlineData("suggest")]
    [InlineData("attempt")]
    [InlineData("training")]
    [InlineData("EndAttempt")]
    public void Spans_WithACollector_Arrive(string name) => Assert.True(silo.Collector.Has("/v1/traces", name));

    [Fact]
    public void Figures_WithACollector_Arrive()
    {
        Assert.True(silo.Collector.Has("/v1/metrics", "sweep.trials.started"));
        Assert.True(silo.Collector.Has("/v1/metrics", "sweepcluster"));
    }

    [Theory]
    [InlineData("was leased to")]
    [InlineData("FailedOutcome")]
    [InlineData("CompletedOutcome")]
    [InlineData("the script says exit")]
    public void Line_AboutAnAttempt_CarriesSweepTrialAndAttempt(string text)
    {
        var lines = silo.Objects.Where(line => line.GetProperty("@m").GetString()!.Contains(text, StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            Assert.Equal(silo.Sweep, line.GetProperty("sweep").GetString());
            Assert.Equal(0, line.GetProperty("trial").GetInt32());
            Assert.InRange(line.GetProperty("attempt").GetInt32(), 1, 2);
            Assert.NotEqual(default, line.GetProperty("@t").GetDateTimeOffset());
        });
    }

    [Fact]
    public void Lines_All_AreOneObjectEach() => Assert.All(silo.Objects, line => Assert.Equal(JsonValueKind.Object, line.ValueKind));
}
