using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>The silos, their slots, and what runs on each, live.</summary>
public sealed partial class ClusterPage
{
    private ImmutableArray<SiloView>? _silos;
    private ImmutableArray<QueuedSweep> _queue = [];
    private string? _lost;

    [Inject]
    private ClusterFeed Feed { get; set; } = null!;

    [Inject]
    private SweepClient Client { get; set; } = null!;

    private int Busy => _silos?.Sum(silo => silo.Slots.Count(slot => slot.Attempt is not null)) ?? 0;

    protected override IAsyncEnumerable<ClusterUpdate> WatchAsync(CancellationToken cancellationToken) => Feed.WatchAsync(cancellationToken);

    protected override void Apply(ClusterUpdate update)
    {
        switch (update)
        {
            case ClusterUpdate.Current current:
                (_silos, _queue, _lost) = (current.Silos, current.Queue, null);
                break;
            case ClusterUpdate.Lost lost:
                _lost = $"The cluster cannot be reached at the moment: {lost.Reason}";
                break;
        }
    }

    /// <summary>Silos that share a graphics processor by time slicing all show it; it is one all the same.</summary>
    private int Gpus => _silos?.SelectMany(silo => silo.Gpus.Select(gpu => gpu.Uuid ?? $"{silo.Name}/{gpu.Device}")).Distinct().Count() ?? 0;

    private string? Warning(QueuedSweep sweep) => sweep.Running > 0
        ? null
        : SlotFit.Warning(new ResourcesSpec(sweep.Device) { Memory = sweep.Memory }, [.. (_silos ?? []).SelectMany(silo => silo.Slots)]);

    private int Slots => _silos?.Sum(silo => silo.Slots.Length) ?? 0;

    /// <summary>The part of all slots that a sweep has.</summary>
    private string Share(QueuedSweep sweep) => (sweep.Running / (double)Math.Max(1, Slots)).ToString("P0", CultureInfo.InvariantCulture);

    private static string Sign(string state) => state switch
    {
        "running" => "▶",
        "idle" => "○",
        "broken" => "✕",
        _ => "…",
    };
}
