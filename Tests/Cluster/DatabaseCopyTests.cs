using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Cluster.Tests;

/// <summary>Clusters that go on from the database of another one: of an older version, or a copy made while it ran.</summary>
public sealed partial class DatabaseCopyTests(RealCluster cluster) : IClassFixture<RealCluster>
{
    private static readonly string VersionFolder = Path.Combine(Repository.Root, "Tests", "Cluster", "Versions");

    public static TheoryData<string> Versions { get; } =
        new(Directory.GetFiles(VersionFolder, "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)));

    [Theory, MemberData(nameof(Versions))]
    public async Task Silo_DatabaseOfAnOlderVersion_KeepsItsLogAndGoesOn(string version)
    {
        var file = Path.Combine(VersionFolder, $"{version}.sql");
        await UseAsync($"version-{version}", file);
        var before = Logged(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), "scripted-1");
        await RunAloneAsync("old");

        var after = await cluster.Sweep("scripted-1").CompletedAsync(cluster);

        Assert.Equal(before.Select(Json), after.Take(before.Count).Select(Json));
        AssertEveryTrialCompletedOnce(after, 8);
    }

    [Fact]
    public async Task Dump_WhileTheSweepIsPaused_GoesOnInAnotherClusterAsInThisOne()
    {
        cluster.Database = "sweeps";
        await RunAloneAsync("a");
        var sweep = await SubmitAsync();
        await sweep.RunsAsync(2);
        await sweep.Grain.Pause();
        await Eventually.TrueAsync(
            async () => (await sweep.Grain.GetTrials()).All(trial => trial.Status != TrialStatus.Running), () => "trials ran on after the pause");

        var dump = Path.Combine(cluster.Folder, "dump.sql");
        await cluster.Postgres.DumpAsync(cluster.Database, dump);
        var before = Logged(await File.ReadAllTextAsync(dump, TestContext.Current.CancellationToken), sweep.Id);
        var copy = Path.Combine(cluster.Folder, "copy");
        await CopyAsync(cluster.Checkpoints, copy);
        await sweep.Grain.Resume();
        var original = await sweep.CompletedAsync(cluster);

        await UseAsync("restored", dump);
        cluster.Checkpoints = copy;
        await RunAloneAsync("b");
        var restored = cluster.Sweep(sweep.Id);
        await Eventually.TrueAsync(async () => (await restored.Grain.GetSnapshot()).Status == SweepStatus.Paused, () => "the copy is no paused sweep");
        await restored.Grain.Resume();
        var log = await restored.CompletedAsync(cluster);

        Assert.Equal(before.Select(Json), log.Take(before.Count).Select(Json));
        Assert.All(
            log.OfType<AttemptStarted>().Where(started => started.Attempt > 1),
            started => Assert.Equal(before.OfType<CheckpointSaved>().Where(saved => saved.Trial == started.Trial).Max(saved => saved.Checkpoint.Step), started.FromStep));
        AssertEveryTrialCompletedOnce(original, 4);
        AssertEveryTrialCompletedOnce(log, 4);
    }

    /// <summary>A silo that has just started may be too busy to answer in time, and has perhaps taken the sweep all the same; then there are two.</summary>
    private async Task<RealSweep> SubmitAsync()
    {
        RealSweep? sweep = null;
        await Eventually.TrueAsync(
            async () => (sweep = await cluster.SubmitAsync(4, ("steps", 20), ("step_ms", 200))) is not null, () => "the sweep was not taken");
        return sweep!;
    }

    /// <summary>Makes a database from SQL and lets silos that are started from now on use it.</summary>
    private async Task UseAsync(string database, string file)
    {
        await cluster.Postgres.CreateDatabaseAsync(database);
        await cluster.Postgres.RestoreAsync(database, file);
        cluster.Database = database;
    }

    /// <summary>Ends the silos there are and starts one.</summary>
    private async Task RunAloneAsync(string name)
    {
        await Task.WhenAll(cluster.Silos.Where(silo => !silo.HasExited).Select(silo => silo.DrainAsync()));
        await cluster.StartSilosAsync(name);
        await Eventually.TrueAsync(
            async () => !(await cluster.Grains.GetGrain<ISweepCatalogGrain>(0).List()).IsDefault, () => $"silo {name} was not found");
    }

    private static async Task CopyAsync(string from, string to)
    {
        using var copying = Process.Start("cp", ["-r", from, to]);
        await copying.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, copying.ExitCode);
    }

    private static void AssertEveryTrialCompletedOnce(IReadOnlyList<SweepEvent> log, int trials)
    {
        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(e => e.Sequence));
        Assert.Equal(
            Enumerable.Range(0, trials),
            log.OfType<AttemptEnded>().Where(ended => ended.Outcome == AttemptOutcome.Completed).Select(ended => ended.Trial).Order());
    }

    /// <summary>The events of a sweep that a dump with inserts holds, in their order.</summary>
    private static List<SweepEvent> Logged(string sql, string sweep) => [.. Payload().Matches(sql)
        .Where(match => match.Groups["sweep"].Value == sweep)
        .Select(match => JsonSerializer.Deserialize<SweepEvent>(match.Groups["payload"].Value.Replace("''", "'", StringComparison.Ordinal), SweepJson.Options)!)
        .OrderBy(e => e.Sequence)];

    private static string Json(SweepEvent e) => JsonSerializer.Serialize(e, SweepJson.Options);

    [GeneratedRegex("""INSERT INTO public\.events VALUES \('(?<sweep>[^']*)', \d+, '[^']*', '(?<payload>\{.*\})', '""")]
    private static partial Regex Payload();
}
