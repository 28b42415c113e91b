using SweepCluster.Contracts.Specs;

namespace SweepCluster.Silo.Devices;

/// <summary>A device of this machine that can train.</summary>
/// <param name="Name">Its name: <c>cpu</c>, <c>cuda:N</c> for a graphics processor, or <c>cuda:N-M</c> for a MIG part of one.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Slots">How many attempts it runs at once; at least 1.</param>
/// <param name="ThreadsPerSlot">How many processor threads each of them may use; at least 1.</param>
public sealed record Device(string Name, DeviceKind Kind, int Slots, int ThreadsPerSlot);
