using System.Diagnostics;
using Microsoft.Extensions.Options;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Tests.Hosting;

/// <summary>What a home keeps when its cluster ends, well or badly.</summary>
public sealed class RestartTests : IDisposable
{
    private const int Steps = 60;

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Stop_RunningTrial_IsHandedBackAndGoesOnInTheNextCluster()
    {
        string id;
        await using (var first = await TestCluster.StartAsync(_home.Path, "cpu"))
        {
            var sweep = await SubmittedSweep.SubmitAsync(first.Grains, ScriptedSweeps.Spec(1, ("steps", Steps), ("step_ms", 20)));
            id = sweep.Id;
            await sweep.HasReportedAsync(3);
            await first.StopAsync(TestContext.Current.CancellationToken);
        }

        await using var second = await TestCluster.StartAsync(_home.Path, "cpu");
        var resumed = SubmittedSweep.Find(second.Grains, id);
        await resumed.HasBecomeAsync(SweepStatus.Completed);

        Assert.Equal([AttemptOutcome.Abandoned(AbandonReason.Drained), AttemptOutcome.Completed], await resumed.OutcomesAsync());
        await AssertNothingWasLostAsync(resumed, 3);
    }

    [Fact]
    public async Task Kill_SiloProcess_HomeIsFreeAndTheSweepGoesOnWhereItWas()
    {
        using var silo = StartSilo();
        try
        {
            var holder = await HolderAsync();
            Assert.Equal(silo.Id, holder.ProcessId);
            var refusal = await Assert.ThrowsAsync<HomeBusyException>(() => TestCluster.StartAsync(_home.Path));
            Assert.Contains($"process {silo.Id} (silo", refusal.Message);
            var (id, reported) = await RunToStepAsync(holder, 3);

            silo.Kill();
            await silo.WaitForExitAsync(TestContext.Current.CancellationToken);

            await using var second = await TestCluster.StartAsync(_home.Path);
            var resumed = SubmittedSweep.Find(second.Grains, id);
            await resumed.HasBecomeAsync(SweepStatus.Completed);
            Assert.Equal([AttemptOutcome.Abandoned(AbandonReason.SiloLost), AttemptOutcome.Completed], await resumed.OutcomesAsync());
            await AssertNothingWasLostAsync(resumed, reported);
        }
        finally
        {
            silo.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Terminate_SiloProcess_LeavesInOrder()
    {
        using var silo = StartSilo();
        try
        {
            await HolderAsync();

            Programs.Signal("TERM", silo.Id);
            await silo.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(0, silo.ExitCode);
            Assert.False(File.Exists(_home.Home.HolderFile));
        }
        finally
        {
            silo.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Start_TrainerMissing_SaysSoAndLeavesTheHomeFree()
    {
        var options = new LocalClusterOptions(_home.Path, "test") { Devices = "cpu", Configure = settings => settings.Trainer = "/no/such/trainer" };

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(
            () => LocalCluster.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Contains("The trainer is missing", refusal.Message);
        HomeLock.Acquire(_home.Home).Dispose();
    }

    [Fact]
    public async Task Start_DevicesThatCannotBeRead_IsRefused() => await Assert.ThrowsAsync<FormatException>(
        () => TestCluster.StartAsync(_home.Path, "tpu"));

    private Process StartSilo() => Process.Start(new ProcessStartInfo(Programs.Silo)
    {
        Environment =
        {
            ["SWEEP_HOME"] = _home.Path,
            ["SWEEP_Silo__Trainer"] = typeof(RestartTests).Assembly.Location,
            ["SWEEP_Silo__IdleDelay"] = "00:00:00.020",
        },
    })!;

    private async Task<HomeHolder> HolderAsync()
    {
        await Eventually.True(() => File.Exists(_home.Home.HolderFile), "the silo has introduced itself");
        return HomeLock.FindHolder(_home.Home)!;
    }

    private static async Task<(string Id, int Step)> RunToStepAsync(HomeHolder holder, int step)
    {
        await using var client = await LocalClient.ConnectAsync(holder, TestContext.Current.CancellationToken);
        var sweep = await SubmittedSweep.SubmitAsync(client.Grains, ScriptedSweeps.Spec(1, ("steps", Steps), ("step_ms", 20)));
        await sweep.HasReportedAsync(step);
        return (sweep.Id, (await sweep.TrialAsync()).Step);
    }

    /// <summary>Everything that was acknowledged is in the log, and no step has two values.</summary>
    private static async Task AssertNothingWasLostAsync(SubmittedSweep sweep, int acknowledged)
    {
        var reports = (await sweep.LogAsync()).OfType<AttemptReported>().ToList();
        Assert.InRange(reports.Where(report => report.Attempt == 1).Max(report => report.Step), acknowledged, Steps - 1);
        Assert.All(reports, report => Assert.Equal(Math.Round(0.5 + (0.01 * report.Step), 6), report.Metrics["score"]));
        Assert.Equal(Enumerable.Range(1, Steps), reports.Select(report => report.Step).Distinct());
        Assert.Equal((TrialStatus.Completed, 2), ((await sweep.TrialAsync()).Status, (await sweep.TrialAsync()).Attempt));
    }
}
