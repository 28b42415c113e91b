using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>Results that were found elsewhere.</summary>
public abstract class ImportTests(SweepTestCluster cluster)
{
    [Fact]
    public async Task Import_FinishedTrials_AreRankedAndSurviveAReplay()
    {
        var sweep = await cluster.SubmitAsync("import-1");

        var added = await sweep.Grain.Import([Trial(0.25, 0.7), Trial(0.5, 0.9, step: 4)]);
        await cluster.DeactivateAsync(sweep.Grain);
        var trials = await sweep.Grain.GetTrials();

        Assert.Equal(2, added);
        Assert.Equal([2, 1], trials.Select(trial => trial.Rank));
        Assert.All(trials, trial => Assert.Equal((TrialStatus.Completed, "imported"), (trial.Status, trial.Provenance)));
        Assert.Equal((4, 0.9), (trials[1].BestStep, trials[1].BestMetrics?[Specs.Metric]));
        Assert.Equal(1, (await sweep.Grain.GetSnapshot()).Incumbent?.Number);
    }

    [Fact]
    public async Task Import_Repeated_AddsWhatIsNewAlone()
    {
        var sweep = await cluster.SubmitAsync("import-2");
        await sweep.Grain.Import([Trial(0.25, 0.7)]);

        Assert.Equal(1, await sweep.Grain.Import([Trial(0.25, 0.7), Trial(0.75, 0.7), Trial(0.75, 0.7)]));
        Assert.Equal(0, await sweep.Grain.Import([Trial(0.25, 0.7), Trial(0.75, 0.7)]));
        Assert.Equal(2, (await sweep.Grain.GetTrials()).Length);
    }

    [Fact]
    public async Task Import_BesideRunningTrials_TakesTheNextNumbers()
    {
        var sweep = await cluster.SubmitAsync("import-3");
        var running = await sweep.LeaseAsync();
        await sweep.Grain.Import([Trial(0.25, 0.7)]);
        var next = await sweep.LeaseAsync(1);

        Assert.Equal((0, 2), (running.Attempt.Trial.Number, next.Attempt.Trial.Number));
    }

    [Fact]
    public async Task Import_WhatIsNoPointOrHasNoObjective_IsRefusedAsAWhole()
    {
        var sweep = await cluster.SubmitAsync("import-4");

        await Assert.ThrowsAsync<ArgumentException>(() => sweep.Grain.Import([Trial(0.25, 0.7), Trial(1.5, 0.7)]));
        await Assert.ThrowsAsync<ArgumentException>(() => sweep.Grain.Import([Trial(0.25, 0.7), Trial(0.5, double.NaN)]));
        await Assert.ThrowsAsync<ArgumentException>(() => sweep.Grain.Import([Trial(0.25, 0.7, step: 0)]));
        Assert.Single(await sweep.LogAsync());
    }

    [Fact]
    public async Task Import_MoreThanRunCapOrIntoASweepThatIsOver_IsRefused()
    {
        var sweep = await cluster.SubmitAsync("import-5", Specs.Simple(runCap: 1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => sweep.Grain.Import([Trial(0.25, 0.7), Trial(0.5, 0.7)]));
        await sweep.Grain.Import([Trial(0.25, 0.7)]);

        Assert.Equal(SweepStatus.Completed, await sweep.StatusAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => sweep.Grain.Import([Trial(0.5, 0.7)]));
        Assert.IsType<SweepFinished>((await sweep.LogAsync())[^1]);
    }

    private static FinishedTrial Trial(double lr, double score, int step = 1) =>
        new(new ParameterSet([new NamedValue("lr", ParameterValue.Of(lr))]), step, Specs.Score(score));

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : ImportTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : ImportTests(cluster);
}
