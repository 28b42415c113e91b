using System.Collections.Immutable;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Grains.Store;

/// <summary>Events of one sweep that belong together, with the projections they change: all are stored or none.</summary>
/// <param name="Sweep">The sweep after the events.</param>
/// <param name="SpecHash">The hash by which the sweep's file is recognised.</param>
/// <param name="Events">The events, with contiguous sequence numbers.</param>
/// <param name="Trials">The trials that the events changed, as they are after them.</param>
internal sealed record AppendRequest(
    SweepSnapshot Sweep,
    string SpecHash,
    ImmutableArray<SweepEvent> Events,
    ImmutableArray<TrialSnapshot> Trials);
