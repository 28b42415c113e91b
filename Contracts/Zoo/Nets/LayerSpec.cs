namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>
/// What one layer does to shapes, weights and cost. A closed family; the trainer turns each member into a layer that computes.
/// </summary>
/// <param name="Input">The shape of what goes in.</param>
/// <param name="Output">The shape of what comes out.</param>
public abstract record LayerSpec(FeatureShape Input, FeatureShape Output)
{
    /// <summary>What training learns in it, in order.</summary>
    public virtual IEnumerable<WeightSpec> Weights => [];

    /// <summary>Numbers that the layer keeps but training does not learn, such as moving averages.</summary>
    public virtual long BufferElements => 0;

    /// <summary>Multiplications with addition for one image, of convolutions and fully connected layers; biases, norms and pooling not counted.</summary>
    public virtual long Macs => 0;

    /// <summary>Numbers that the layer and its parts return for one image, which is what training keeps in memory.</summary>
    public virtual long ActivationElements => Output.Elements;

    /// <summary>The layer itself and, first, the layers that it is made of.</summary>
    public virtual IEnumerable<LayerSpec> Flattened => [this];
}

/// <summary>A convolution with a square kernel.</summary>
/// <param name="Name">Its name in the net.</param>
/// <param name="Input">The shape of what goes in.</param>
/// <param name="Output">The shape of what comes out.</param>
/// <param name="Kernel">Height and width of the kernel.</param>
/// <param name="Stride">The distance between two positions of the kernel.</param>
/// <param name="Padding">Rows and columns of zeros around the input.</param>
/// <param name="Bias">True when a number per channel is added.</param>
/// <param name="Groups">Into how many groups the channels are parted; each output channel sees its group's input channels only.</param>
public sealed record ConvolutionSpec(
    string Name, FeatureShape Input, FeatureShape Output, int Kernel, int Stride, int Padding, bool Bias, int Groups = 1)
    : LayerSpec(Input, Output)
{
    /// <inheritdoc/>
    public override IEnumerable<WeightSpec> Weights => Bias ? [KernelSpec, new(Name + ".bias", WeightKind.Bias, Output.Channels)] : [KernelSpec];

    /// <inheritdoc/>
    public override long Macs => Output.Elements * (Input.Channels / Groups) * Kernel * Kernel;

    private WeightSpec KernelSpec => new(Name + ".weight", WeightKind.Convolution, Output.Channels, Input.Channels / Groups, Kernel, Kernel);
}

/// <summary>A fully connected layer.</summary>
/// <param name="Name">Its name in the net.</param>
/// <param name="Input">The shape of what goes in.</param>
/// <param name="Output">The shape of what comes out.</param>
public sealed record LinearSpec(string Name, FeatureShape Input, FeatureShape Output) : LayerSpec(Input, Output)
{
    /// <inheritdoc/>
    public override IEnumerable<WeightSpec> Weights =>
    [
        new(Name + ".weight", WeightKind.Linear, Output.Channels, Input.Elements),
        new(Name + ".bias", WeightKind.Bias, Output.Channels),
    ];

    /// <inheritdoc/>
    public override long Macs => Input.Elements * Output.Elements;
}

/// <summary>A norm over channels, or over the entries of a flat vector.</summary>
/// <param name="Name">Its name in the net.</param>
/// <param name="Shape">The shape of what goes in and comes out.</param>
/// <param name="Settings">Which norm.</param>
/// <param name="StartsAtZero">True when the gain starts at 0 instead of 1.</param>
public sealed record NormSpec(string Name, FeatureShape Shape, NormSettings Settings, bool StartsAtZero) : LayerSpec(Shape, Shape)
{
    /// <inheritdoc/>
    public override IEnumerable<WeightSpec> Weights =>
    [
        new(Name + ".weight", WeightKind.NormGain, Shape.Channels),
        new(Name + ".bias", WeightKind.NormShift, Shape.Channels),
    ];

    /// <inheritdoc/>
    public override long BufferElements => Settings.KeepsAverages ? 2 * Shape.Channels : 0;
}

/// <summary>
/// Local response norm (Krizhevsky, Sutskever and Hinton 2012, section 3.3): divides by (k + alpha / size * sum of squares over size
/// neighbouring channels) ^ beta, with the paper's size 5, alpha 1e-4, beta 0.75 and k 2.
/// </summary>
/// <param name="Shape">The shape of what goes in and comes out.</param>
public sealed record LocalResponseNormSpec(FeatureShape Shape) : LayerSpec(Shape, Shape);

/// <summary>An activation.</summary>
/// <param name="Shape">The shape of what goes in and comes out.</param>
/// <param name="Kind">Which one.</param>
public sealed record ActivationSpec(FeatureShape Shape, ActivationKind Kind) : LayerSpec(Shape, Shape);

/// <summary>A pooling with a square window.</summary>
/// <param name="Input">The shape of what goes in.</param>
/// <param name="Output">The shape of what comes out.</param>
/// <param name="Kind">What the window keeps.</param>
/// <param name="Window">Its height and width.</param>
/// <param name="Stride">The distance between two positions.</param>
/// <param name="Padding">Rows and columns around the input that count as nothing.</param>
/// <param name="RoundsUp">True when a last window may reach beyond the edge.</param>
public sealed record PoolSpec(
    FeatureShape Input, FeatureShape Output, PoolKind Kind, int Window, int Stride, int Padding, bool RoundsUp) : LayerSpec(Input, Output);

/// <summary>Averages over as many equal areas as the output has positions; one position is the global average, as a flat vector.</summary>
/// <param name="Input">The shape of what goes in.</param>
/// <param name="Output">The shape of what comes out.</param>
public sealed record AverageSpec(FeatureShape Input, FeatureShape Output) : LayerSpec(Input, Output);

/// <summary>Turns features into a vector.</summary>
/// <param name="Input">The shape of what goes in.</param>
public sealed record FlattenSpec(FeatureShape Input) : LayerSpec(Input, FeatureShape.Flat((int)Input.Elements));

/// <summary>Dropout (Srivastava et al. 2014).</summary>
/// <param name="Shape">The shape of what goes in and comes out.</param>
/// <param name="Probability">How likely a number becomes 0 in training, from 0 to 1.</param>
public sealed record DropoutSpec(FeatureShape Shape, double Probability) : LayerSpec(Shape, Shape);

/// <summary>Keeps every n-th row and column and adds channels of zeros: a shortcut without weights (He et al. 2016, option A).</summary>
/// <param name="Input">The shape of what goes in.</param>
/// <param name="Output">The shape of what comes out.</param>
/// <param name="Stride">Every which row and column is kept.</param>
public sealed record ZeroPadSpec(FeatureShape Input, FeatureShape Output, int Stride) : LayerSpec(Input, Output);

/// <summary>Remembers the features that pass, for a <see cref="SideHeadSpec"/>.</summary>
/// <param name="Shape">The shape of what goes in and comes out.</param>
/// <param name="Name">What the side head calls them by.</param>
public sealed record TapSpec(FeatureShape Shape, string Name) : LayerSpec(Shape, Shape)
{
    /// <inheritdoc/>
    public override long ActivationElements => 0;
}

/// <summary>A layer made of chains of layers.</summary>
/// <param name="Input">The shape of what goes in.</param>
/// <param name="Output">The shape of what comes out.</param>
public abstract record CompositeSpec(FeatureShape Input, FeatureShape Output) : LayerSpec(Input, Output)
{
    /// <summary>The chains, in the order in which they run.</summary>
    public abstract IReadOnlyList<IReadOnlyList<LayerSpec>> Chains { get; }

    /// <inheritdoc/>
    public sealed override IEnumerable<WeightSpec> Weights => Parts.SelectMany(layer => layer.Weights);

    /// <inheritdoc/>
    public sealed override long BufferElements => Parts.Sum(layer => layer.BufferElements);

    /// <inheritdoc/>
    public sealed override long Macs => Parts.Sum(layer => layer.Macs);

    /// <inheritdoc/>
    public override long ActivationElements => Output.Elements + Parts.Sum(layer => layer.ActivationElements);

    /// <inheritdoc/>
    public sealed override IEnumerable<LayerSpec> Flattened => Parts.SelectMany(layer => layer.Flattened).Append(this);

    private IEnumerable<LayerSpec> Parts => Chains.SelectMany(chain => chain);
}

/// <summary>The sum of a branch and its shortcut (He et al. 2016); a shortcut without layers passes its input on.</summary>
/// <param name="Input">The shape of what goes in.</param>
/// <param name="Output">The shape of what comes out.</param>
/// <param name="Branch">The layers that are learnt.</param>
/// <param name="Shortcut">The way around them.</param>
public sealed record SumSpec(
    FeatureShape Input, FeatureShape Output, IReadOnlyList<LayerSpec> Branch, IReadOnlyList<LayerSpec> Shortcut)
    : CompositeSpec(Input, Output)
{
    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<LayerSpec>> Chains => [Branch, Shortcut];
}

/// <summary>Branches side by side, their channels joined; a branch without layers passes its input on.</summary>
/// <param name="Input">The shape of what goes in.</param>
/// <param name="Output">The shape of what comes out.</param>
/// <param name="Branches">The branches, in the order of their channels.</param>
public sealed record ConcatSpec(FeatureShape Input, FeatureShape Output, IReadOnlyList<IReadOnlyList<LayerSpec>> Branches)
    : CompositeSpec(Input, Output)
{
    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<LayerSpec>> Chains => Branches;
}

/// <summary>A second classifier on features in the middle of the net, whose loss counts in training only (Szegedy et al. 2015).</summary>
/// <param name="Shape">The shape of what passes by.</param>
/// <param name="Tap">The features that it classifies.</param>
/// <param name="Head">Its layers.</param>
public sealed record SideHeadSpec(FeatureShape Shape, string Tap, IReadOnlyList<LayerSpec> Head) : CompositeSpec(Shape, Shape)
{
    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<LayerSpec>> Chains => [Head];

    /// <inheritdoc/>
    public override long ActivationElements => base.ActivationElements - Output.Elements;
}
