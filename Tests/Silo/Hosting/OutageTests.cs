using Microsoft.Data.Sqlite;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Silo.Homes;

namespace SweepCluster.Silo.Tests.Hosting;

/// <summary>The database is out of reach for a while, because somebody else has locked it.</summary>
public sealed class OutageTests : IDisposable
{
    private const int Steps = 40;

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Database_AwayForAMoment_TheTrialWaitsAndNothingIsLost()
    {
        await using var cluster = await TestCluster.StartAsync(_home.Path, "cpu");
        var sweep = await StartAsync(cluster.Grains);

        await using (Lock(_home.Home))
        {
            await sweep.HasReportedAsync(CommittedReports(_home.Home) + 1);
        }

        await sweep.HasBecomeAsync(SweepStatus.Completed);
        Assert.Equal([AttemptOutcome.Completed], await sweep.OutcomesAsync());
        Assert.Equal(Enumerable.Range(1, Steps), await ReportedStepsAsync(sweep));
    }

    [Fact]
    public async Task Database_AwayForLongerThanTheSelfFence_TheAttemptIsKilledAndTheTrialGoesOnAfterwards()
    {
        await using var cluster = await TestCluster.StartAsync(
            _home.Path, "cpu", settings => settings.SelfFence = TimeSpan.FromSeconds(1));
        var sweep = await StartAsync(cluster.Grains);
        var process = TestCluster.ProcessAt(_home.Home, "cpu:0");

        await using (Lock(_home.Home))
        {
            await Eventually.True(() => !Programs.IsRunning(process), "the slot has killed its trial process");
        }

        await sweep.HasBecomeAsync(SweepStatus.Completed);
        Assert.Equal(
            [AttemptOutcome.Abandoned(AbandonReason.LeaseExpired), AttemptOutcome.Completed], await sweep.OutcomesAsync());
        Assert.Equal(Enumerable.Range(1, Steps), await ReportedStepsAsync(sweep));
    }

    [Fact]
    public async Task Log_OfOneSweepCannotBeRead_OtherSweepsRun()
    {
        await using (var before = await TestCluster.StartAsync(_home.Path, "cpu"))
        {
            await StartAsync(before.Grains);
        }

        await ExecuteAsync("UPDATE events SET Payload = 'torn' WHERE Sequence = 1");
        await using var cluster = await TestCluster.StartAsync(_home.Path, "cpu");
        var healthy = await SubmittedSweep.SubmitAsync(cluster.Grains, ScriptedSweeps.Spec(2));

        await healthy.HasBecomeAsync(SweepStatus.Completed);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_home.Home.Database};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<SubmittedSweep> StartAsync(IGrainFactory grains)
    {
        var sweep = await SubmittedSweep.SubmitAsync(grains, ScriptedSweeps.Spec(1, ("steps", Steps), ("step_ms", 20)));
        await sweep.HasReportedAsync(2);
        return sweep;
    }

    private static async Task<IEnumerable<int>> ReportedStepsAsync(SubmittedSweep sweep) =>
        (await sweep.LogAsync()).OfType<AttemptReported>().Select(report => report.Step);

    /// <summary>Takes the database's one place for writers, until it is disposed.</summary>
    private static SqliteConnection Lock(SweepHome home)
    {
        var connection = Open(home);
        Execute(connection, "BEGIN IMMEDIATE");
        return connection;
    }

    private static int CommittedReports(SweepHome home)
    {
        using var connection = Open(home);
        return Convert.ToInt32(Execute(connection, "SELECT count(*) FROM reports"));
    }

    private static SqliteConnection Open(SweepHome home)
    {
        var connection = new SqliteConnection($"Data Source={home.Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
