using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Dispatch;

/// <summary>A running sweep as of one of its commits.</summary>
/// <param name="Sequence">The sequence number of the last event that this knows of.</param>
/// <param name="Device">The kind of slot it wants.</param>
/// <param name="Demand">What it has and wants.</param>
/// <param name="IsExternal">True when no slot runs its trials.</param>
internal sealed record RunnableSweep(long Sequence, DeviceKind Device, SweepDemand Demand, bool IsExternal = false)
{
    /// <summary>True when a slot of that kind can work for it.</summary>
    public bool Fits(DeviceKind offered) => !IsExternal && (Device == DeviceKind.Any || Device == offered);
}
