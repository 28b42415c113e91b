using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>Which parameters matter, as the sweep tells it.</summary>
public abstract class ImportanceTests(SweepTestCluster cluster)
{
    [Theory]
    [InlineData(ImportanceMethod.Fanova)]
    [InlineData(ImportanceMethod.PedAnova)]
    public async Task GetImportance_OfTrialsWithResults_NamesTheParameter(ImportanceMethod method)
    {
        var sweep = await cluster.SubmitAsync($"importance-{method}".ToLowerInvariant());
        await sweep.Grain.Import([.. Enumerable.Range(0, 20).Select(Trial)]);

        var report = await sweep.Grain.GetImportance(method);

        Assert.Equal((method, 20), (report.Method, report.Trials));
        var lr = Assert.Single(report.Parameters);
        Assert.Equal("lr", lr.Parameter);
        Assert.InRange(lr.Share, 0.9, 1.0001);
    }

    [Fact]
    public async Task GetImportance_AfterMoreTrials_IsWorkedOutAnew()
    {
        var sweep = await cluster.SubmitAsync("importance-anew");
        await sweep.Grain.Import([.. Enumerable.Range(0, 10).Select(Trial)]);
        Assert.Equal(10, (await sweep.Grain.GetImportance(ImportanceMethod.PedAnova)).Trials);

        await sweep.Grain.Import([.. Enumerable.Range(10, 5).Select(Trial)]);

        Assert.Equal(15, (await sweep.Grain.GetImportance(ImportanceMethod.PedAnova)).Trials);
    }

    [Fact]
    public async Task GetImportance_OfTooFewTrials_SaysHowManyItNeeds()
    {
        var sweep = await cluster.SubmitAsync("importance-few");
        await sweep.Grain.Import([Trial(1)]);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => sweep.Grain.GetImportance(ImportanceMethod.Fanova));

        Assert.Contains("at least 10", refused.Message, StringComparison.Ordinal);
    }

    private static FinishedTrial Trial(int number)
    {
        var lr = (number + 0.5) / 20;
        return new FinishedTrial(new ParameterSet([new NamedValue("lr", ParameterValue.Of(lr))]), 1, Specs.Score(lr));
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : ImportanceTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : ImportanceTests(cluster);
}
