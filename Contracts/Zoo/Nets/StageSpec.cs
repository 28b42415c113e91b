namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>A named part of a net.</summary>
/// <param name="Name">The part's name.</param>
/// <param name="Output">The shape of what it returns.</param>
/// <param name="Layers">Its layers.</param>
public sealed record StageSpec(string Name, FeatureShape Output, IReadOnlyList<LayerSpec> Layers)
{
    /// <summary>Numbers that training learns in it.</summary>
    public long Parameters => Layers.SelectMany(layer => layer.Weights).Sum(weight => weight.Elements);

    /// <summary>Multiplications with addition for one image.</summary>
    public long Macs => Layers.Sum(layer => layer.Macs);

    /// <summary>Numbers that its layers return for one image.</summary>
    public long ActivationElements => Layers.Sum(layer => layer.ActivationElements);
}
