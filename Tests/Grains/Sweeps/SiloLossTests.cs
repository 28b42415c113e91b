using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests.Sweeps;

public sealed class SiloLossTests(SharedPostgres shared)
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public async Task Kill_SiloOfARunningAttempt_AbandonsItLongBeforeItsLeaseEnds(int victim, bool onPostgres)
    {
        await using var cluster = await SweepTestCluster.StartTwoSilosAsync(onPostgres ? new PostgresDatabase(shared) : new SqliteDatabase());
        var addresses = cluster.Silos.Select(silo => silo.SiloAddress.ToParsableString()).ToList();
        var sweep = await cluster.SubmitAsync("lost-1");
        foreach (var silo in (int[])[0, 1])
        {
            var offer = new SlotOffer(new SlotId($"silo-{silo}", "cpu", 0), addresses[silo], DeviceKind.Cpu);
            Assert.IsType<LeaseGranted>(await sweep.Grain.AcquireLease(offer));
        }

        await cluster.KillAsync(cluster.Silos[victim]);

        await Eventually.True(() => HasGivenUpAsync(sweep), "the dead silo's attempt is given up");
        var ended = Assert.Single((await sweep.LogAsync()).OfType<AttemptEnded>());
        Assert.Equal((victim, AttemptOutcome.Abandoned(AbandonReason.SiloLost)), (ended.Trial, ended.Outcome));
        Assert.Equal(TrialStatus.Running, (await sweep.TrialAsync(1 - victim)).Status);
    }

    /// <summary>Calls as a worker would, which brings a coordinator back that died with its silo; a call may still find the dead one.</summary>
    private static async Task<bool> HasGivenUpAsync(SweepDriver sweep)
    {
        await Record.ExceptionAsync(sweep.Grain.GetSnapshot);
        return (await sweep.KindsAsync()).Contains("AttemptEnded");
    }
}
