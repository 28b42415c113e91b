using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>Pause, resume and cancel in every state of a sweep.</summary>
public abstract class CommandTests(SweepTestCluster cluster)
{
    private static readonly Dictionary<string, Func<ISweepGrain, Task>> Commands = new()
    {
        ["pause"] = sweep => sweep.Pause(),
        ["resume"] = sweep => sweep.Resume(),
        ["cancel"] = sweep => sweep.Cancel(),
    };

    [Theory]
    [InlineData("running", "pause", SweepStatus.Paused, 1)]
    [InlineData("running", "resume", SweepStatus.Running, 0)]
    [InlineData("running", "cancel", SweepStatus.Running, 1)]
    [InlineData("paused", "pause", SweepStatus.Paused, 0)]
    [InlineData("paused", "resume", SweepStatus.Running, 1)]
    [InlineData("paused", "cancel", SweepStatus.Paused, 1)]
    [InlineData("stopping", "pause", SweepStatus.Running, 0)]
    [InlineData("stopping", "resume", SweepStatus.Running, 0)]
    [InlineData("stopping", "cancel", SweepStatus.Running, 0)]
    [InlineData("over", "pause", SweepStatus.Canceled, 0)]
    [InlineData("over", "resume", SweepStatus.Canceled, 0)]
    [InlineData("over", "cancel", SweepStatus.Canceled, 0)]
    public async Task Command_Twice_HasTheEffectOfOne(string state, string command, SweepStatus expected, int events)
    {
        var sweep = await BringToAsync(state, $"command-{state}-{command}");
        var before = (await sweep.LogAsync()).Count;

        await Commands[command](sweep.Grain);
        await Commands[command](sweep.Grain);

        Assert.Equal(expected, await sweep.StatusAsync());
        Assert.Equal(events, (await sweep.LogAsync()).Count - before);
    }

    [Fact]
    public async Task Cancel_RunningAttempt_FinishesWhenItHasStopped()
    {
        var sweep = await cluster.SubmitAsync("cancel-1");
        var lease = await sweep.LeaseAsync();

        await sweep.Grain.Cancel();
        Assert.Contains("canceled", await sweep.RefusedAsync(1));
        Assert.True((await sweep.Grain.GetSnapshot()).IsStopping);
        await sweep.EndAsync(lease, AttemptOutcome.Canceled);

        Assert.Equal(SweepStatus.Canceled, await sweep.StatusAsync());
        Assert.Equal(TrialStatus.Canceled, (await sweep.TrialAsync()).Status);
    }

    [Fact]
    public async Task Resume_PausedTrials_GoOnFromTheirCheckpoints()
    {
        var sweep = await cluster.SubmitAsync("resume-1");
        var lease = await sweep.LeaseAsync();
        await sweep.ReportWithCheckpointAsync(lease, 3);
        await sweep.Grain.Pause();
        await sweep.EndAsync(lease, AttemptOutcome.Paused);
        Assert.Equal(TrialStatus.Paused, (await sweep.TrialAsync()).Status);

        await sweep.Grain.Resume();

        var next = await sweep.LeaseAsync();
        Assert.Equal(("resume-1/0#2", 3), (next.Attempt.ToString(), next.ResumeFrom?.Step));
    }

    private async Task<SweepDriver> BringToAsync(string state, string id)
    {
        var sweep = await cluster.SubmitAsync(id);
        if (state != "over")
        {
            await sweep.LeaseAsync();
        }

        await (state switch
        {
            "paused" => sweep.Grain.Pause(),
            "stopping" or "over" => sweep.Grain.Cancel(),
            _ => Task.CompletedTask,
        });
        return sweep;
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : CommandTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : CommandTests(cluster);
}
