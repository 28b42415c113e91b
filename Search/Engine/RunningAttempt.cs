using SweepCluster.Contracts.Ids;

namespace SweepCluster.Search.Engine;

/// <summary>An attempt that holds a lease.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Slot">Where it runs.</param>
/// <param name="SiloAddress">The Orleans address of the slot's silo.</param>
/// <param name="LeaseId">The lease.</param>
public sealed record RunningAttempt(int Trial, int Attempt, SlotId Slot, string SiloAddress, Guid LeaseId);
