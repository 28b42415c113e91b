using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>How a residual unit is laid out.</summary>
public enum ResidualOrder
{
    /// <summary>Convolution, norm, activation, with the last activation after the sum (He et al. 2016a).</summary>
    V1,

    /// <summary>Norm, activation, convolution; a projection sees what the first norm and activation return (He et al. 2016b).</summary>
    V2,

    /// <summary>As <see cref="V2"/>, but a projection sees the unit's raw input.</summary>
    V2RawProjection,
}

/// <summary>How a shortcut changes its shape.</summary>
public enum ShortcutKind
{
    /// <summary>By a 1x1 convolution where the unit changes the shape, by nothing elsewhere.</summary>
    ProjectionOnChange,

    /// <summary>By a 1x1 convolution in every unit.</summary>
    ProjectionAlways,

    /// <summary>By leaving out positions and adding channels of zeros.</summary>
    ZeroPad,
}

/// <summary>The residual network (He et al. 2016): stages of units, each stage with half the size and twice the channels of the one before.</summary>
/// <param name="HasLargeStem">7x7 with stride 2 and a pooling as the first layers, instead of 3x3.</param>
/// <param name="Units">Units of each stage.</param>
/// <param name="Width">Channels of the first stage.</param>
/// <param name="Norm">The norm; its position is the unit's own.</param>
public sealed record ResNet(bool HasLargeStem, IReadOnlyList<int> Units, int Width, NormSettings Norm) : IArchitecture
{
    /// <summary>The family's name.</summary>
    public const string Family = "resnet";

    /// <summary>Channels of the first convolution; null for those of the first stage.</summary>
    public int? StemChannels { get; init; }

    /// <summary>The order of layers in a unit.</summary>
    public ResidualOrder Order { get; init; }

    /// <summary>How many times its width a bottleneck unit returns; 0 for basic units of two 3x3 convolutions.</summary>
    public int Expansion { get; init; }

    /// <summary>Shortcuts; false gives the plain net.</summary>
    public bool IsResidual { get; init; } = true;

    /// <summary>How a shortcut changes its shape.</summary>
    public ShortcutKind Shortcut { get; init; }

    /// <summary>A norm after a projection of the original order.</summary>
    public bool HasShortcutNorm { get; init; } = true;

    /// <summary>Biases of convolutions.</summary>
    public bool HasBiases { get; init; }

    /// <summary>Units of the original order start as their shortcuts.</summary>
    public bool StartsAsShortcut { get; init; }

    /// <inheritdoc/>
    public ActivationKind Activation => ActivationKind.Relu;

    /// <inheritdoc/>
    public void Build(NetBuilder net, int classes)
    {
        AddStem(net);
        for (var stage = 0; stage < Units.Count; stage++)
        {
            for (var unit = 0; unit < Units[stage]; unit++)
            {
                AddUnit(net, $"stage{stage + 1}.unit{unit + 1}", Width << stage, stride: stage > 0 && unit == 0 ? 2 : 1);
            }

            net.Stage($"b{stage + 2}");
        }

        if (Order != ResidualOrder.V1)
        {
            net.Norm("final_bn", Norm).Activation(Activation).Stage("final_bn");
        }

        net.GlobalAverage().Flatten().Stage("gap").Linear("out", classes).Stage("out");
    }

    internal static ResNet From(ParameterReader parameters, FeatureShape image)
    {
        var block = parameters.Choice("resnet_block");
        var isLarge = ModelZoo.IsLarge(image);
        var norm = ModelZoo.ReadNorm(parameters, NormKind.Batch) with { AfterActivation = false };
        return new ResNet(
            parameters.IsStandard("resnet_stem") ? isLarge : parameters.Choice("resnet_stem") == "large",
            ModelZoo.Repeat(parameters.Wholes("resnet_units"), parameters.Whole("resnet_stages")),
            parameters.Whole("resnet_width", isLarge ? 64 : 16),
            norm)
        {
            Order = block switch
            {
                "v2_rawproj" => ResidualOrder.V2RawProjection,
                "v2" or "v2_bottleneck" => ResidualOrder.V2,
                _ => ResidualOrder.V1,
            },
            Expansion = block.EndsWith("bottleneck", StringComparison.Ordinal) ? parameters.Whole("resnet_expansion") : 0,
            IsResidual = parameters.Flag("resnet_residual"),
            Shortcut = parameters.Choice<ShortcutKind>("resnet_shortcut"),
            HasShortcutNorm = parameters.Flag("resnet_shortcut_norm"),
            HasBiases = parameters.Flag("resnet_conv_bias") || norm.IsNone,
            StartsAsShortcut = parameters.Flag("resnet_zero_init"),
        };
    }

    private void AddStem(NetBuilder net)
    {
        var channels = StemChannels ?? Width;
        if (HasLargeStem)
        {
            net.Convolution("stem.conv", channels, kernel: 7, stride: 2, padding: 3, HasBiases)
                .Norm("stem.bn", Norm).Activation(Activation)
                .Pool("stem.pool", PoolKind.Max, window: 3, stride: 2, padding: 1);
        }
        else
        {
            net.Convolution("stem.conv", channels, kernel: 3, padding: 1, bias: HasBiases);
            if (Order == ResidualOrder.V1)
            {
                net.Norm("stem.bn", Norm).Activation(Activation);
            }
        }

        net.Stage("b1");
    }

    private void AddUnit(NetBuilder net, string name, int width, int stride)
    {
        var channels = width * Math.Max(1, Expansion);
        var changesShape = stride != 1 || net.Shape.Channels != channels;
        if (!IsResidual)
        {
            net.Group(name, layers => AddBranch(layers, width, stride, isPreactivated: false));
        }
        else if (Order == ResidualOrder.V2 && (changesShape || Shortcut == ShortcutKind.ProjectionAlways))
        {
            net.Norm($"{name}.bn1", Norm).Activation(Activation).Sum(
                name, branch => AddBranch(branch, width, stride, isPreactivated: true), way => AddShortcut(way, channels, stride, changesShape));
        }
        else
        {
            net.Sum(
                name, branch => AddBranch(branch, width, stride, isPreactivated: false), way => AddShortcut(way, channels, stride, changesShape));
        }

        if (Order == ResidualOrder.V1)
        {
            net.Activation(Activation);
        }
    }

    /// <param name="branch">What the layers are appended to.</param>
    /// <param name="width">Channels of the 3x3 convolutions.</param>
    /// <param name="stride">The stride of the unit.</param>
    /// <param name="isPreactivated">True when the unit's first norm and activation have been appended before it.</param>
    private void AddBranch(NetBuilder branch, int width, int stride, bool isPreactivated)
    {
        (int Channels, int Kernel, int Stride)[] convolutions = Expansion > 0
            ? [(width, 1, 1), (width, 3, stride), (width * Expansion, 1, 1)]
            : [(width, 3, stride), (width, 3, 1)];
        for (var i = 1; i <= convolutions.Length; i++)
        {
            var (channels, kernel, step) = convolutions[i - 1];
            var isLast = i == convolutions.Length;
            if (Order != ResidualOrder.V1 && !(isPreactivated && i == 1))
            {
                branch.Norm($"bn{i}", Norm).Activation(Activation);
            }

            branch.Convolution($"conv{i}", channels, kernel, step, padding: kernel / 2, HasBiases);
            if (Order == ResidualOrder.V1)
            {
                branch.Norm($"bn{i}", Norm, startsAtZero: isLast && StartsAsShortcut && IsResidual);
                if (!isLast)
                {
                    branch.Activation(Activation);
                }
            }
        }
    }

    private void AddShortcut(NetBuilder way, int channels, int stride, bool changesShape)
    {
        if (Shortcut == ShortcutKind.ZeroPad && changesShape)
        {
            way.ZeroPad(channels, stride);
        }
        else if (Shortcut == ShortcutKind.ProjectionAlways || changesShape)
        {
            way.Convolution("shortcut", channels, kernel: 1, stride, bias: HasBiases);
            if (Order == ResidualOrder.V1 && HasShortcutNorm)
            {
                way.Norm("shortcut_bn", Norm);
            }
        }
    }
}
