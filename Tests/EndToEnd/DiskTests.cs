using System.Diagnostics;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>A disk that is full at the start, and one that fills up in the middle. Uses a small file system of its own, which needs root.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly Home _home = new();

    public DiskTests() => Execute("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", _home.Root);

    private string Filler => Path.Combine(_home.Root, "filler");

    public void Dispose()
    {
        Execute("umount", "--lazy", _home.Root);
        _home.Dispose();
    }

    [Fact]
    public async Task Run_DiskFull_SaysSoInOneLine()
    {
        var file = _home.WriteScripted("steps: {value: 1}", "method: random\nrun_cap: 1");
        FillDisk();

        var refused = await SweepRun.FinishAsync(_home, "run", file, "--json");

        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.Contains("No space left", Assert.Single(refused.Errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_DiskFull_WaitsAndGoesOnWhenThereIsRoom()
    {
        FillDisk();
        using var silo = StartSilo("00:01:00");

        await silo.SaidAsync($"The silo waits for room in the home {_home.Root}, at most 60 s: No space left");
        File.Delete(Filler);

        await silo.SaidAsync("The silo waits for Redis");
    }

    [Fact]
    public async Task Silo_DiskStaysFull_GivesUpInTime()
    {
        FillDisk();
        using var silo = StartSilo("00:00:02");

        var finished = await silo.FinishAsync();

        Assert.True(finished.ExitCode == 1, finished.ToString());
        Assert.Contains($"sweep: The silo has waited for room in the home {_home.Root} for 2 s: No space left", finished.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DiskFillsUpAndIsFreed_SaysSoAndLosesNothing()
    {
        var file = _home.WriteScripted("steps: {value: 12}\nstep_ms: {value: 250}\nvalue: {min: 0.1, max: 0.9}", "method: random\nrun_cap: 2");
        using var run = SweepRun.Start(_home, "run", file, "--plain", "--devices", "cpu:1");
        await Eventually.TrueAsync(
            () => _home.HasEvents && _home.Events("scripted-1").OfType<AttemptReported>().Count() >= 2, () => run.Errors);

        FillDisk();
        await run.SaidAsync("results cannot be stored");
        File.Delete(Filler);
        var finished = await run.FinishAsync();

        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Contains("results are stored again", finished.Output, StringComparison.Ordinal);
        var events = _home.Events("scripted-1");
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(e => (int)e.Sequence));
        Assert.Equal(2, events.OfType<AttemptEnded>().Count(ended => ended.Outcome is CompletedOutcome));
        Assert.Equal(
            Enumerable.Range(0, 2).SelectMany(trial => Enumerable.Range(1, 12).Select(step => (trial, step))),
            events.OfType<AttemptReported>().Select(report => (report.Trial, report.Step)).Distinct().Order());
    }

    /// <summary>A silo of a cluster whose servers are not there, which it finds out once it has room.</summary>
    private SweepRun StartSilo(string patience) => SweepRun.Start(
        _home,
        new Dictionary<string, string> { ["SWEEP_Cluster__StorePatience"] = patience },
        "silo", "--redis", "127.0.0.1:1,connectTimeout=500", "--postgres", "Host=127.0.0.1;Port=1");

    private void FillDisk()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // This is what was wanted: not a byte is left.
        }
    }

    private static void Execute(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
