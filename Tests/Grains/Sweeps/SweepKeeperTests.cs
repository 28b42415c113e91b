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
