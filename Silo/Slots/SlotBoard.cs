using System.Collections.Concurrent;
using System.Collections.Immutable;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Silo.Slots;

/// <summary>The latest status of each slot of this silo, for views and heartbeats.</summary>
/// <param name="drain">Whether the silo takes work.</param>
public sealed class SlotBoard(SiloDrain drain)
{
    private readonly ConcurrentDictionary<SlotId, SlotStatus> _slots = [];

    /// <summary>All slots by name.</summary>
    public ImmutableArray<SlotStatus> Slots =>
        [.. _slots.Values.Select(Shown).OrderBy(status => status.Slot.Id.Local, StringComparer.Ordinal)];

    /// <summary>Shows a slot's new status.</summary>
    public void Show(SlotStatus status) => _slots[status.Slot.Id] = status;

    private SlotStatus Shown(SlotStatus status) =>
        drain.IsDraining ? status with { Slot = status.Slot with { State = SlotWorker.Draining } } : status;
}
