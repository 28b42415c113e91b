namespace SweepCluster.Grains.Slots;

/// <summary>How a claim on a slot ended.</summary>
public enum SlotClaim
{
    /// <summary>The lease holds the slot, now or already before.</summary>
    Held,

    /// <summary>Another lease holds it.</summary>
    HeldByAnother,

    /// <summary>The slot does not belong to this silo.</summary>
    UnknownSlot,
}
