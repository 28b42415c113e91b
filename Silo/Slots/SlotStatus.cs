using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Silo.Slots;

/// <summary>What a slot of this silo is doing.</summary>
/// <param name="Slot">The slot and its state.</param>
/// <param name="Progress">What its attempt is doing; null when it runs none.</param>
public sealed record SlotStatus(SlotView Slot, TrialProgress? Progress);
