using System.Globalization;

namespace SweepCluster.Contracts.Ids;

/// <summary>Names one slot in the cluster; prints as <c>silo-a/cpu:1</c> or <c>silo-a/cuda:0.1</c>.</summary>
/// <param name="Silo">The name of the silo that owns the device, unique in the cluster at any time.</param>
/// <param name="Device">The device, such as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Index">Which of the device's slots, counted from 0.</param>
[GenerateSerializer, Alias("slot-id"), Immutable]
public readonly record struct SlotId([property: Id(0)] string Silo, [property: Id(1)] string Device, [property: Id(2)] int Index)
{
    /// <summary>The slot's name within its silo, such as <c>cpu:1</c>.</summary>
    public string Local => Device + (Device.Contains(':') ? '.' : ':') + Index.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{Silo}/{Local}";
}
