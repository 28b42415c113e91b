using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Grains.Sweeps;

namespace SweepCluster.Grains.Tests.Sweeps;

[Collection<OneCluster>]
public sealed class SweepKeeperTests(SweepTestCluster cluster)
{
    [Theory]
    [InlineData("kept-running", false)]
    [InlineData("kept-paused", true)]
    public async Task Execute_ActivationAndSlotsAreGone_TheLostAttemptEndsWithoutAnybodyCalling(string id, bool isPaused)
    {
        var sweep = await cluster.SubmitAsync(id);
        await sweep.Grain.AcquireLease(new SlotOffer(sweep.Offer().Slot, "127.0.0.1:1@1", sweep.Offer().Device));
        if (isPaused)
        {
            await sweep.Grain.Pause();
        }

        await cluster.DeactivateAsync(sweep.Grain);

        await RequireLossIsNoticedAsync(sweep);
    }

    [Fact]
    public async Task Execute_AnotherSweepCannotBeWoken_TheLostAttemptEndsAllTheSame()
    {
        var spoilt = await cluster.SubmitAsync("a-spoilt-1");
        await cluster.DeactivateAsync(spoilt.Grain);
        await using (var context = cluster.Database.Open())
        {
            await context.Events.Where(row => row.Sweep == spoilt.Id).ExecuteUpdateAsync(
                row => row.SetProperty(old => old.Payload, "no event"), TestContext.Current.CancellationToken);
        }

        var sweep = await cluster.SubmitAsync("kept-beside");
        await sweep.Grain.AcquireLease(new SlotOffer(sweep.Offer().Slot, "127.0.0.1:1@1", sweep.Offer().Device));
        await cluster.DeactivateAsync(sweep.Grain);

        await RequireLossIsNoticedAsync(sweep);
        await using var clean = cluster.Database.Open();
        await clean.Sweeps.Where(row => row.Id == spoilt.Id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
    }

    private async Task RequireLossIsNoticedAsync(SweepDriver sweep)
    {
        using var keeper = ActivatorUtilities.CreateInstance<SweepKeeper>(cluster.Service<IServiceProvider>());
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            await Eventually.True(
                async () => (await sweep.LogAsync())[^1] is AttemptEnded { Outcome: AbandonedOutcome { Reason: AbandonReason.SiloLost } },
                "the lost attempt ended");
        }
        finally
        {
            await keeper.StopAsync(CancellationToken.None);
        }
    }
}
