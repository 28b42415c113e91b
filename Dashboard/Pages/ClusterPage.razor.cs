using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>The silos, their slots, and what runs on each, live.</summary>
public sealed partial class ClusterPage
{
    private ImmutableArray<SiloView>? _silos;
    private string? _lost;

    [Inject]
    private ClusterFeed Feed { get; set; } = null!;

    private int Busy => _silos?.Sum(silo => silo.Slots.Count(slot => slot.Attempt is not null)) ?? 0;

    protected override IAsyncEnumerable<ClusterUpdate> WatchAsync(CancellationToken cancellationToken) => Feed.WatchAsync(cancellationToken);

    protected override void Apply(ClusterUpdate update)
    {
        switch (update)
        {
            case ClusterUpdate.Current current:
                _silos = current.Silos;
                _lost = null;
                break;
            case ClusterUpdate.Lost lost:
                _lost = $"The cluster cannot be reached at the moment: {lost.Reason}";
                break;
        }
    }

    private static string Sign(string state) => state switch
    {
        "running" => "▶",
        "idle" => "○",
        "broken" => "✕",
        _ => "…",
    };
}
