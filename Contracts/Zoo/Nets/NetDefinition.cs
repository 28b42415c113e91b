using SweepCluster.Contracts.Zoo.Families;

namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>A network before it has weights: its layers, shapes and costs, known without running it.</summary>
public sealed class NetDefinition
{
    private NetDefinition(IArchitecture architecture, FeatureShape input, int classes, NetBuilder built)
    {
        Architecture = architecture;
        Input = input;
        Classes = classes;
        Layers = built.Layers;
        Stages = built.Stages;
        Weights = [.. Layers.SelectMany(layer => layer.Weights)];
        Parameters = Weights.Sum(weight => weight.Elements);
        Macs = Layers.Sum(layer => layer.Macs);
    }

    /// <summary>The family with its hyperparameters.</summary>
    public IArchitecture Architecture { get; }

    /// <summary>The shape of one image.</summary>
    public FeatureShape Input { get; }

    /// <summary>The length of the answer.</summary>
    public int Classes { get; }

    /// <summary>The layers, from the image to one number per class.</summary>
    public IReadOnlyList<LayerSpec> Layers { get; }

    /// <summary>The named parts, in order.</summary>
    public IReadOnlyList<StageSpec> Stages { get; }

    /// <summary>What training learns, in the order in which the layers run.</summary>
    public IReadOnlyList<WeightSpec> Weights { get; }

    /// <summary>Numbers that training learns.</summary>
    public long Parameters { get; }

    /// <summary>Multiplications with addition for one image.</summary>
    public long Macs { get; }

    /// <summary>Numbers that the layers return for one image.</summary>
    public long ActivationElements => Layers.Sum(layer => layer.ActivationElements);

    /// <summary>Numbers that layers keep without learning them.</summary>
    public long BufferElements => Layers.Sum(layer => layer.BufferElements);

    /// <summary>Lays out a network.</summary>
    /// <exception cref="InfeasibleException">The images are too small for it, or it is too large.</exception>
    public static NetDefinition Of(IArchitecture architecture, FeatureShape input, int classes)
    {
        var builder = new NetBuilder(input);
        architecture.Build(builder, classes);
        return new NetDefinition(architecture, input, classes, builder);
    }

    /// <summary>The least height and width of a square image that the architecture accepts, up to the given size; null when none does.</summary>
    public static int? SmallestSide(IArchitecture architecture, int channels, int classes, int greatest = 512)
    {
        for (var side = 1; side <= greatest; side++)
        {
            if (Accepts(architecture, new FeatureShape(channels, side, side), classes))
            {
                return side;
            }
        }

        return null;
    }

    private static bool Accepts(IArchitecture architecture, FeatureShape input, int classes)
    {
        try
        {
            architecture.Build(new NetBuilder(input), classes);
            return true;
        }
        catch (InfeasibleException)
        {
            return false;
        }
    }
}
