using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests.Store;

/// <summary>The tables beside the log say what the engine says, after every kind of event.</summary>
public abstract class ProjectionTests(TestDatabase database)
{
    private static readonly AttemptOutcome Crash = AttemptOutcome.Failed(FailureReason.Crashed, "signal 11");

    [Fact]
    public async Task Append_EveryKindOfEvent_RowsEqualTheEngine()
    {
        var script = new SweepScript("life-1");
        Func<AppendRequest>[] life =
        [
            script.Submit,
            script.StartNew,
            () => script.Report(0, 1, 0.5),
            () => script.Append(new CheckpointSaved(0, 1, Specs.Checkpoint(1, 2))),
            () => script.End(0, Crash),
            () => script.Start(0),
            () => script.Report(0, 2, 0.7),
            () => script.Append(new SweepPaused()),
            () => script.End(0, AttemptOutcome.Paused),
            () => script.Append(new SweepResumed()),
            () => script.Start(0),
            () => script.End(0, AttemptOutcome.Completed),
            () => script.Append(new SweepChanged(new SweepChange(RunCap: 30, Priority: 70))),
            script.StartNew,
            () => script.Report(1, 1, 0.4),
            () => script.Append(new TrialStopped(1)),
            () => script.End(1, AttemptOutcome.Pruned),
            script.StartNew,
            () => script.End(2, AttemptOutcome.Failed(FailureReason.Infeasible, "too deep")),
            () => script.Append(new TrialRetried(2)),
            () => script.Append(new TrialNoted(2, "once more", true)),
            () => script.Start(2),
            () => script.Append(new SweepCanceled()),
            () => script.End(2, AttemptOutcome.Canceled),
            () => script.Append(new SweepFinished(SweepStatus.Canceled, "canceled")),
            () => script.Append(new TrialNoted(0, "the best of them", false)),
        ];

        foreach (var next in life)
        {
            await database.Store.AppendAsync([next()], CancellationToken.None);
            await AssertRowsAsync(script);
        }

        Assert.Equal(
            typeof(SweepEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Length,
            (await database.LogAsync("life-1")).Select(e => e.GetType()).Distinct().Count());
    }

    [Fact]
    public async Task Append_WholeLifeInOneTransaction_RowsEqualTheEngine()
    {
        var script = new SweepScript("batch-1");

        await database.Store.AppendAsync(
            [script.Submit(), script.StartNew(), script.Report(0, 1, 0.5), script.End(0, Crash), script.Start(0)],
            CancellationToken.None);

        await AssertRowsAsync(script);
    }

    [Fact]
    public async Task Append_ReportsAndCheckpoints_BecomeRowsOfTheirAttempt()
    {
        var script = new SweepScript("rows-1");
        await database.Store.AppendAsync(
            [script.Submit(), script.StartNew(), script.Report(0, 1, 0.5), script.End(0, Crash), script.Start(0), script.Report(0, 1, 0.5)],
            CancellationToken.None);

        await using var context = database.Open();
        var reports = await context.Reports.Where(row => row.Sweep == "rows-1").OrderBy(row => row.Attempt).ToListAsync(Stop);
        var checkpoints = await context.Checkpoints.Where(row => row.Sweep == "rows-1").OrderBy(row => row.Attempt).ToListAsync(Stop);

        Assert.Equal([(1, 1), (2, 1)], reports.Select(row => (row.Attempt, row.Step)));
        Assert.All(reports, row => Assert.Equal(("""{"score":0.5}""", 0.5, Decision.Continue), (row.Metrics, row.StepSeconds, row.Decision)));
        Assert.Equal(["attempt-1/step-1", "attempt-2/step-1"], checkpoints.Select(row => row.Path));
    }

    [Fact]
    public async Task Find_StoredSweep_EqualsItsEngine()
    {
        var script = new SweepScript("find-1");
        await database.Store.AppendAsync([script.Submit(), script.StartNew(), script.Report(0, 1, 0.5)], CancellationToken.None);

        Assert.Equal(Json(script.Engine.Snapshot("find-1")), Json(await database.Reader.FindAsync("find-1", Stop)));
        Assert.Equal(Json(script.Engine.TrialSnapshots()), Json(await database.Reader.TrialsAsync("find-1", Stop)));
    }

    [Fact]
    public async Task Find_UnknownSweep_IsNullAndHasNoTrials()
    {
        Assert.Null(await database.Reader.FindAsync("nobody-1", Stop));
        Assert.Empty(await database.Reader.TrialsAsync("nobody-1", Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task AssertRowsAsync(SweepScript script)
    {
        await using var context = database.Open();
        var sweep = await context.Sweeps.SingleAsync(row => row.Id == script.Id, Stop);
        var trials = await context.Trials.Where(row => row.Sweep == script.Id).OrderBy(row => row.Number).ToListAsync(Stop);

        var snapshot = script.Engine.Snapshot(script.Id);
        Assert.Equal(Json(snapshot), sweep.Snapshot);
        Assert.Equal(
            (snapshot.Status, snapshot.Sequence, snapshot.Trials.Total, snapshot.Trials.Running, Over(snapshot.Trials), "hash"),
            (sweep.Status, sweep.Sequence, sweep.Trials, sweep.Running, sweep.Finished, sweep.SpecHash));
        Assert.Equal(snapshot.Incumbent?.BestMetrics?[Specs.Metric], sweep.BestValue);
        Assert.Equal(snapshot.SubmittedAt.UtcDateTime, sweep.SubmittedAt);
        Assert.Equal(DateTimeKind.Utc, sweep.SubmittedAt.Kind);
        Assert.Equal(Expected(script), trials.Select(row => (row.Snapshot, row.Status, row.Attempt, row.Step, row.BestValue, row.Reason)));
    }

    private static IEnumerable<(string, TrialStatus, int, int, double?, string?)> Expected(SweepScript script) =>
        from number in Enumerable.Range(0, script.Engine.TrialCount)
        let trial = script.Engine.TrialSnapshot(number)
        select (Json(trial with { Curve = [] }), trial.Status, trial.Attempt, trial.Step, trial.BestMetrics?[Specs.Metric], trial.Reason);

    private static int Over(TrialCounts counts) => counts.Completed + counts.Pruned + counts.Failed + counts.Canceled;

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, SweepJson.Options);

    public sealed class Sqlite(SqliteDatabase database) : ProjectionTests(database), IClassFixture<SqliteDatabase>;

    public sealed class Postgres(PostgresDatabase database) : ProjectionTests(database), IClassFixture<PostgresDatabase>;
}
