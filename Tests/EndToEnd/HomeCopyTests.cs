using System.Text.Json;
using Microsoft.Data.Sqlite;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>Homes that go on from the database of another one: of an older version, or a copy made while it was in use.</summary>
public sealed class HomeCopyTests : IDisposable
{
    private static readonly string VersionFolder = Path.Combine(Repository.Root, "Tests", "EndToEnd", "Versions");

    private readonly Home _home = new();

    public static TheoryData<string> Versions { get; } =
        new(Directory.GetFiles(VersionFolder, "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)));

    public void Dispose() => _home.Dispose();

    [Theory, MemberData(nameof(Versions))]
    public async Task Up_HomeOfAnOlderVersion_KeepsItsLogAndGoesOn(string version)
    {
        Execute(_home, await File.ReadAllTextAsync(Path.Combine(VersionFolder, $"{version}.sql"), TestContext.Current.CancellationToken));
        var before = _home.Events("scripted-1");

        using var up = Serve(_home);
        await CompletesAsync(_home, up);

        var after = _home.Events("scripted-1");
        Assert.Equal(before.Select(Json), after.Take(before.Count).Select(Json));
        AssertEveryTrialCompletedOnce(after, 8);
    }

    [Fact]
    public async Task Copy_OfAHomeInUseWhoseSweepIsPaused_GoesOnFromIt()
    {
        var file = _home.WriteScripted("steps: {value: 60}\nstep_ms: {value: 250}\nvalue: {min: 0.1, max: 0.9}", "method: random\nrun_cap: 3");
        using var up = Serve(_home);
        await up.SaidAsync("dashboard at ");
        await DoAsync(_home, "submit", file);
        await Eventually.TrueAsync(() => _home.Events("scripted-1").OfType<CheckpointSaved>().Any(), () => $"no checkpoint came\n{up.Errors}");
        await DoAsync(_home, "pause", "scripted-1");
        await Eventually.TrueAsync(() => Running(_home) == 0, () => "a trial ran on after the pause");

        using var copy = new Home();
        Execute(_home, $"VACUUM INTO '{Path.Combine(copy.Root, "sweeps.db")}'");
        using (var copying = System.Diagnostics.Process.Start("cp", ["-r", Path.Combine(_home.Root, "checkpoints"), copy.Root]))
        {
            await copying.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var before = copy.Events("scripted-1");
        using var there = Serve(copy);
        await there.SaidAsync("dashboard at ");
        await DoAsync(copy, "resume", "scripted-1");
        await CompletesAsync(copy, there);

        var after = copy.Events("scripted-1");
        Assert.Equal(before.Select(Json), after.Take(before.Count).Select(Json));
        AssertEveryTrialCompletedOnce(after, 3);
        Assert.Contains(after.OfType<AttemptStarted>(), started => started.FromStep > 0);
    }

    private static SweepRun Serve(Home home) => SweepRun.Start(
        home,
        new Dictionary<string, string>
        {
            ["SWEEP_Silo__WarmsUp"] = "false",
            ["PATH"] = $"{Path.GetDirectoryName(Repository.ScriptedTrial)}:{Environment.GetEnvironmentVariable("PATH")}",
        },
        "up", "--devices", "cpu:2", "--url", "http://127.0.0.1:0");

    private static async Task DoAsync(Home home, params string[] arguments)
    {
        var finished = await SweepRun.FinishAsync(home, arguments);
        Assert.True(finished.ExitCode == 0, finished.ToString());
    }

    private static Task CompletesAsync(Home home, SweepRun up) => Eventually.TrueAsync(
        () => home.Events("scripted-1")[^1] is SweepFinished, () => $"the sweep did not complete\n{up.Errors}");

    private static int Running(Home home)
    {
        var events = home.Events("scripted-1");
        return events.OfType<AttemptStarted>().Count() - events.OfType<AttemptEnded>().Count();
    }

    private static void AssertEveryTrialCompletedOnce(IReadOnlyList<SweepEvent> log, int trials)
    {
        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(e => e.Sequence));
        Assert.Equal(
            Enumerable.Range(0, trials),
            log.OfType<AttemptEnded>().Where(ended => ended.Outcome == AttemptOutcome.Completed).Select(ended => ended.Trial).Order());
    }

    private static void Execute(Home home, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(home.Root, "sweeps.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Json(SweepEvent e) => JsonSerializer.Serialize(e, SweepJson.Options);
}
