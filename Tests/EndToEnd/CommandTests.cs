using System.Text.Json;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>The commands that look at a home or steer the process that holds it.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Commands_AfterARun_ShowIt()
    {
        var file = _home.WriteScripted("steps: {value: 3}\npeak: {value: 2}\nvalue: {values: [0.1, 0.7]}", "method: grid");
        await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:1");

        var list = await SweepRun.FinishAsync(_home, "ls", "--json");
        var show = await SweepRun.FinishAsync(_home, "show", "scripted-1", "--json");
        var trials = await SweepRun.FinishAsync(_home, "trials", "scripted-1", "--json");
        var folder = Path.Combine(_home.Root, "best");
        var best = await SweepRun.FinishAsync(_home, "best", "scripted-1", "--out", folder, "--json");
        var unknown = await SweepRun.FinishAsync(_home, "show", "nothing-9");

        Assert.Equal("scripted-1", list.Json[0].GetProperty("id").GetString());
        Assert.Equal("completed", show.Json.GetProperty("status").GetString());
        Assert.Equal(2, trials.Json.GetArrayLength());
        Assert.True(best.ExitCode == 0, best.ToString());
        Assert.Equal(0.7, best.Json.GetProperty("parameters").GetProperty("value").GetDouble());
        Assert.Equal(2, JsonSerializer.Deserialize<int>(await File.ReadAllTextAsync(Path.Combine(folder, "model.checkpoint"), TestContext.Current.CancellationToken)));
        Assert.Equal(2, unknown.ExitCode);
    }

    [Fact]
    public async Task PauseAndResume_WhileAnotherProcessRunsTheHome_ReachIt()
    {
        var file = _home.WriteScripted("steps: {value: 600}\nstep_ms: {value: 200}", "method: random\nrun_cap: 1");
        using var run = SweepRun.Start(_home, "run", file, "--plain", "--devices", "cpu:1");
        await Eventually.TrueAsync(() => Events<CheckpointSaved>().Any(), () => $"no checkpoint came\n{run.Errors}");

        var pause = await SweepRun.FinishAsync(_home, "pause", "scripted-1");
        await Eventually.TrueAsync(() => Events<AttemptEnded>().Any(), () => $"the attempt did not pause\n{run.Errors}");
        var resume = await SweepRun.FinishAsync(_home, "resume", "scripted-1");
        await Eventually.TrueAsync(() => Events<AttemptStarted>().Count() == 2, () => $"the trial did not go on\n{run.Errors}");
        var cancel = await SweepRun.FinishAsync(_home, "cancel", "scripted-1");
        var finished = await run.FinishAsync();

        Assert.All([pause, resume, cancel], command => Assert.True(command.ExitCode == 0, command.ToString()));
        Assert.IsType<PausedOutcome>(Events<AttemptEnded>().First().Outcome);
        Assert.True(finished.ExitCode == 1, finished.ToString());
        Assert.IsType<SweepFinished>(_home.Events("scripted-1")[^1]);
    }

    private IEnumerable<T> Events<T>()
        where T : SweepEvent =>
        _home.HasEvents ? _home.Events("scripted-1").OfType<T>() : [];
}
