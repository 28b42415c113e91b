using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Grains.Slots;

/// <summary>
/// Which lease holds which slot of this silo. A slot is held by at most one lease at a time; that is the whole rule. One per silo,
/// shared by its slot workers and trial grains, so it locks.
/// </summary>
public sealed class SlotLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SlotId, Lease?> _slots = [];

    /// <summary>Makes a slot of this silo known.</summary>
    /// <exception cref="InvalidOperationException">The slot is known already.</exception>
    public void Register(SlotId slot)
    {
        lock (_lock)
        {
            if (!_slots.TryAdd(slot, null))
            {
                throw new InvalidOperationException($"Slot {slot} is registered twice.");
            }
        }
    }

    /// <summary>Claims the lease's slot.</summary>
    public SlotClaim Claim(Lease lease)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(lease.Slot, out var holder))
            {
                return SlotClaim.UnknownSlot;
            }

            if (holder is not null && holder.Id != lease.Id)
            {
                return SlotClaim.HeldByAnother;
            }

            _slots[lease.Slot] = lease;
            return SlotClaim.Held;
        }
    }

    /// <summary>Frees the lease's slot if that lease holds it; otherwise nothing happens.</summary>
    public void Release(Lease lease)
    {
        lock (_lock)
        {
            if (_slots.TryGetValue(lease.Slot, out var holder) && holder?.Id == lease.Id)
            {
                _slots[lease.Slot] = null;
            }
        }
    }

    /// <summary>The leases that hold slots now.</summary>
    public ImmutableArray<Lease> Holders()
    {
        lock (_lock)
        {
            return [.. _slots.Values.OfType<Lease>()];
        }
    }
}
