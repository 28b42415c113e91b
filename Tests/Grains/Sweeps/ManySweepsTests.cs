using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Grains.Sweeps;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>Tests that measure memory, while no other test allocates.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>Many sweeps on one silo: what they cost while they are under way, and that they leave when nothing is to be done.</summary>
[Collection<AloneInTheProcess>]
public sealed class ManySweepsTests
{
    private const int Sweeps = 200;
    private const int Trials = 5;

    /// <summary>Four times what was measured, which includes what Orleans and EF Core keep for themselves.</summary>
    private const long MostBytesPerSweep = 60_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweeps_TwoHundredAtOnce_StayWithinBoundsAndLeaveWhenIdle()
    {
        await using var cluster = await SweepTestCluster.StartTwoSilosAsync(new SqliteDatabase());
        // What a first sweep brings about once does not count.
        await PlayAsync(await cluster.SubmitAsync("first", Specs.Simple(runCap: Trials)), Trials);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sweeps = await Task.WhenAll(
            Enumerable.Range(0, Sweeps).Select(number => cluster.SubmitAsync($"many-{number}", Specs.Simple(runCap: Trials))));
        await Task.WhenAll(sweeps.Select(sweep => PlayAsync(sweep, Trials - 1)));

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Sweeps;
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes per sweep under way");
        // Other tests of this process may free memory meanwhile, so there is no lower bound.
        Assert.True(bytes <= MostBytesPerSweep, $"A sweep took {bytes} bytes.");
        Assert.InRange(await ActivationsAsync(cluster.Grains.GetGrain<IManagementGrain>(0)), Sweeps, Sweeps + 1);
        await KeepAsync(cluster);

        await Task.WhenAll(sweeps.Take(Sweeps / 2).Select(sweep => PlayAsync(sweep, 1)));
        await Task.WhenAll(sweeps.Skip(Sweeps / 2).Select(sweep => sweep.Grain.Pause()));
        var running = await cluster.SubmitAsync("running", Specs.Simple());
        await Eventually.True(() => AreAllIdleOnesGoneAsync(cluster), "only the running sweep had an activation");
        Assert.Equal(SweepStatus.Completed, await sweeps[0].StatusAsync());
        Assert.Equal(SweepStatus.Paused, await sweeps[^1].StatusAsync());
        Assert.Equal(SweepStatus.Running, await running.StatusAsync());
    }

    private static async Task PlayAsync(SweepDriver sweep, int trials)
    {
        for (var trial = 0; trial < trials; trial++)
        {
            var lease = await sweep.LeaseAsync();
            await sweep.ReportAsync(lease, 1);
            await sweep.EndAsync(lease, AttemptOutcome.Completed);
        }
    }

    /// <summary>The keeper wakes them all in less time than it leaves between two rounds.</summary>
    private static async Task KeepAsync(SweepTestCluster cluster)
    {
        using var keeper = ActivatorUtilities.CreateInstance<SweepKeeper>(cluster.Service<IServiceProvider>());
        await keeper.WakeAsync(Stop).WaitAsync(TimeSpan.FromSeconds(5), Stop);
    }

    /// <summary>Orleans collects what has been idle for its least age; a running sweep's timer keeps it from being idle.</summary>
    private static async Task<bool> AreAllIdleOnesGoneAsync(SweepTestCluster cluster)
    {
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.FromSeconds(2), Stop);
        return await ActivationsAsync(management) == 1;
    }

    private static async Task<int> ActivationsAsync(IManagementGrain management) => (await management.GetSimpleGrainStatistics())
        .Where(statistic => statistic.GrainType.Contains(nameof(SweepGrain), StringComparison.Ordinal)).Sum(statistic => statistic.ActivationCount);
}
