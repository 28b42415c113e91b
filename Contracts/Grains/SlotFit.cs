using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Grains;

/// <summary>Tells whether the cluster has a slot that can serve a sweep.</summary>
public static class SlotFit
{
    private const string Broken = "broken";

    /// <summary>Why no slot can serve the sweep, as a phrase for people; null when one can, or when no slot is known.</summary>
    public static string? Warning(ResourcesSpec resources, IReadOnlyCollection<SlotView> slots)
    {
        if (slots.Count == 0 || resources == new ResourcesSpec(DeviceKind.Any, resources.Priority, resources.Weight))
        {
            return null;
        }

        var fitting = slots.Where(slot => resources.ObstacleOn(slot.Device, slot.Memory) is null).ToList();
        var ofKind = slots.Where(slot => (resources with { Memory = null }).ObstacleOn(slot.Device, slot.Memory) is null).ToList();
        return (fitting.Count, ofKind.Count) switch
        {
            ( > 0, _) => fitting.TrueForAll(slot => slot.State == Broken) ? "all slots that can serve it are broken" : null,
            (_, 0) => $"it needs a slot of kind {Kind(resources)}, and there is none",
            _ => $"it needs a slot with {SizeText.Rounded(resources.Memory!.Value)} of memory, and the largest{KindIfAny(resources)} has {Largest(ofKind)}",
        };
    }

    private static string Kind(ResourcesSpec resources) => resources.Device.ToString().ToLowerInvariant();

    private static string KindIfAny(ResourcesSpec resources) => resources.Device == DeviceKind.Any ? "" : $" of kind {Kind(resources)}";

    private static string Largest(IEnumerable<SlotView> slots) =>
        slots.Max(slot => slot.Memory) is { } largest ? SizeText.Rounded(largest) : "an unknown amount";
}
