using System.Globalization;
using System.Text.RegularExpressions;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>A cluster of several silos on one machine without any server.</summary>
public sealed partial class SilosTests : IDisposable
{
    private const int Steps = 40;
    private const int SigKill = 9;
    private const int SigStop = 19;
    private const int SigInt = 2;

    private static readonly Dictionary<string, string> Environment = new() { ["SWEEP_Silo__WarmsUp"] = "false" };

    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Up_OneSiloKilled_ItsTrialGoesOnElsewhereAndTheSiloComesBack()
    {
        using var up = await StartAsync();
        await SubmitAsync(trials: 2);
        await Eventually.TrueAsync(
            () => Silos(Running()).Any(silo => silo != "silo-1") && Running().All(HasCheckpoint), () => $"no trial ran in a child\n{up.Errors}");
        var lost = Running().First(started => started.Slot.Silo != "silo-1");

        KillTests.Signal(up.ProcessOf(lost.Slot.Silo), SigKill);
        await FinishedAsync(up);

        var events = _home.Events("scripted-1");
        var ended = Assert.Single(events.OfType<AttemptEnded>(), ended => ended.Outcome is AbandonedOutcome);
        Assert.Equal((lost.Trial, lost.Attempt), (ended.Trial, ended.Attempt));
        var next = Assert.Single(events.OfType<AttemptStarted>(), started => started.Attempt == 2);
        Assert.NotEqual(lost.Slot.Silo, next.Slot.Silo);
        Assert.True(next.FromStep > 0, "the trial began anew");
        AssertAllReported(events, trials: 2);
        await up.SaidAsync($"{lost.Slot.Silo}: the process was ended by signal 9 (SIGKILL); it is started again in 5 s");
        await Eventually.TrueAsync(() => up.Joined(lost.Slot.Silo) == 2, () => $"{lost.Slot.Silo} did not come back\n{up.Errors}");
    }

    [Fact]
    public async Task Up_Killed_LeavesNoProcessAndGoesOnWhenStartedAgain()
    {
        int frozen;
        using (var up = await StartAsync())
        {
            await SubmitAsync(trials: 3);
            await Eventually.TrueAsync(() => Silos(Running()).Distinct().Count() == 3, () => $"not every silo took a trial\n{up.Errors}");
            frozen = up.ProcessOf("silo-3");
            var others = ProcessTree.DescendantsOf(up.Id).Except([frozen, .. ProcessTree.DescendantsOf(frozen)]).ToList();
            KillTests.Signal(frozen, SigStop);

            KillTests.Signal(up.Id, SigKill);

            await Eventually.TrueAsync(() => !others.Any(ProcessTree.IsAlive), () => "a process outlived the one that had started it");
            Assert.True(ProcessTree.IsAlive(frozen), "A frozen process can notice nothing; this one was to be found by the next start.");
        }

        using var again = await StartAsync();
        Assert.False(ProcessTree.IsAlive(frozen));
        await FinishedAsync(again);
        AssertAllReported(_home.Events("scripted-1"), trials: 3);
    }

    [Fact]
    public async Task Up_Interrupted_DrainsAllSilos()
    {
        using var up = await StartAsync();
        await SubmitAsync(trials: 3);
        await Eventually.TrueAsync(() => Silos(Running()).Distinct().Count() == 3, () => $"not every silo took a trial\n{up.Errors}");
        var all = ProcessTree.DescendantsOf(up.Id);

        KillTests.Signal(up.Id, SigInt);
        var finished = await up.FinishAsync();

        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.DoesNotContain(all, ProcessTree.IsAlive);
        var outcomes = _home.Events("scripted-1").OfType<AttemptEnded>().Select(ended => ended.Outcome).ToList();
        Assert.Equal(Enumerable.Repeat(AttemptOutcome.Abandoned(AbandonReason.Drained), 3), outcomes);
    }

    [Fact]
    public async Task Up_MoreSilosThanSlots_IsRefused()
    {
        var refused = await SweepRun.FinishAsync(_home, "up", "--silos", "3", "--devices", "cpu:2");

        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.Contains("--silos was 3, but --devices cpu:2 has 2 here to divide", Assert.Single(refused.Errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private async Task<UpProcess> StartAsync()
    {
        var up = new UpProcess(SweepRun.Start(
            _home, Environment, "up", "--silos", "3", "--devices", "cpu:3", "--url", "http://127.0.0.1:0"));
        try
        {
            await Eventually.TrueAsync(() => up.Joined("silo-2") == 1 && up.Joined("silo-3") == 1, () => $"the silos did not join\n{up.Errors}");
            return up;
        }
        catch (Exception)
        {
            up.Dispose();
            throw;
        }
    }

    private async Task SubmitAsync(int trials)
    {
        var file = _home.WriteScripted(
            $"steps: {{value: {Steps}}}\nstep_ms: {{value: 250}}\nvalue: {{min: 0.1, max: 0.9}}",
            $"method: random\nrun_cap: {trials}");
        var submitted = await SweepRun.FinishAsync(_home, "submit", file);
        Assert.True(submitted.ExitCode == 0, submitted.ToString());
    }

    private Task FinishedAsync(UpProcess up) => Eventually.TrueAsync(
        () => _home.Events("scripted-1") is [.., SweepFinished], () => $"the sweep did not finish\n{up.Errors}");

    private List<AttemptStarted> Running()
    {
        var events = _home.Events("scripted-1");
        var ended = events.OfType<AttemptEnded>().Select(e => (e.Trial, e.Attempt)).ToHashSet();
        return [.. events.OfType<AttemptStarted>().Where(started => !ended.Contains((started.Trial, started.Attempt)))];
    }

    private bool HasCheckpoint(AttemptStarted started) =>
        _home.Events("scripted-1").OfType<CheckpointSaved>().Any(saved => saved.Trial == started.Trial);

    private static IEnumerable<string> Silos(IEnumerable<AttemptStarted> started) => started.Select(e => e.Slot.Silo);

    private static void AssertAllReported(IReadOnlyList<SweepEvent> events, int trials)
    {
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(e => (int)e.Sequence));
        Assert.Equal(trials, events.OfType<AttemptEnded>().Count(ended => ended.Outcome is CompletedOutcome));
        Assert.Equal(
            Enumerable.Range(0, trials).SelectMany(trial => Enumerable.Range(1, Steps).Select(step => (trial, step))),
            events.OfType<AttemptReported>().Select(report => (report.Trial, report.Step)).Distinct().Order());
    }

    /// <summary><c>sweep up</c> with other silos, whose processes it names.</summary>
    private sealed partial class UpProcess(SweepRun run) : IDisposable
    {
        public int Id => run.Id;

        public string Errors => run.Errors;

        public int ProcessOf(string silo) => int.Parse(
            ProcessLine().Matches(Errors).Last(line => line.Groups[1].Value == silo).Groups[2].Value, CultureInfo.InvariantCulture);

        public int Joined(string silo) => Regex.Count(Errors, $"^{silo}: silo {silo} of cluster .* is at ", RegexOptions.Multiline);

        public Task SaidAsync(string text) => run.SaidAsync(text);

        public Task<SweepRun.Finished> FinishAsync() => run.FinishAsync();

        public void Dispose() => run.Dispose();

        [GeneratedRegex(@"^(silo-\d+): process (\d+) with", RegexOptions.Multiline)]
        private static partial Regex ProcessLine();
    }
}
