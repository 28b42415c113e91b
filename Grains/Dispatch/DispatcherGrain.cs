using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Dispatch;

/// <summary>
/// Advice from the projections: whoever asks next sees the shares that the last commits left. It keeps nothing, so there is nothing to
/// lose.
/// </summary>
[GrainType("dispatcher")]
internal sealed class DispatcherGrain(SweepReader sweeps) : Grain, IDispatcherGrain
{
    public Task<ImmutableArray<string>> Advise(SlotOffer offer) => sweeps.RunnableAsync(offer, CancellationToken.None);
}
