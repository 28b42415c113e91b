namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>
/// Builds a chain of layers from the shape of its first input: a definition states what each layer makes, never what it is given. A layer
/// that does not fit is refused by its name and the shape that it saw.
/// </summary>
public sealed class NetBuilder(FeatureShape input, string prefix = "")
{
    private readonly List<LayerSpec> _layers = [];
    private readonly List<StageSpec> _stages = [];
    private int _stageStart;

    /// <summary>The shape of what the chain returns so far.</summary>
    public FeatureShape Shape { get; private set; } = input;

    /// <summary>The layers so far.</summary>
    public IReadOnlyList<LayerSpec> Layers => _layers;

    /// <summary>The stages so far.</summary>
    public IReadOnlyList<StageSpec> Stages => _stages;

    /// <summary>Names the layers since the last stage.</summary>
    public NetBuilder Stage(string name)
    {
        if (_layers.Count > _stageStart)
        {
            _stages.Add(new StageSpec(prefix + name, Shape, _layers[_stageStart..]));
            _stageStart = _layers.Count;
        }

        return this;
    }

    /// <summary>Appends a convolution.</summary>
    public NetBuilder Convolution(
        string name, int channels, int kernel, int stride = 1, int padding = 0, bool bias = true, int groups = 1)
    {
        if (channels < 1 || kernel < 1 || stride < 1)
        {
            throw new InfeasibleException(
                $"Layer '{prefix}{name}' has {channels} channels, a kernel of {kernel} and a stride of {stride}; each must be at least 1.");
        }

        if (channels % groups != 0 || Shape.Channels % groups != 0)
        {
            throw new InfeasibleException(
                $"Layer '{prefix}{name}' makes {channels} channels of {Shape.Channels}; both must be multiples of its {groups} groups.");
        }

        var shape = Slide(name, channels, kernel, stride, padding, roundsUp: false);
        return Append(new ConvolutionSpec(prefix + name, Shape, shape, kernel, stride, padding, bias, groups));
    }

    /// <summary>Appends a fully connected layer.</summary>
    public NetBuilder Linear(string name, int features) => Append(new LinearSpec(prefix + name, Shape, FeatureShape.Flat(features)));

    /// <summary>Appends a norm, unless the settings say none.</summary>
    public NetBuilder Norm(string name, NormSettings settings, bool startsAtZero = false) =>
        settings.IsNone ? this : Append(new NormSpec(prefix + name, Shape, settings, startsAtZero));

    /// <summary>Appends a local response norm.</summary>
    public NetBuilder LocalResponseNorm() => Append(new LocalResponseNormSpec(Shape));

    /// <summary>Appends an activation.</summary>
    public NetBuilder Activation(ActivationKind kind) => Append(new ActivationSpec(Shape, kind));

    /// <summary>Appends an activation and a norm, in the order that the settings say.</summary>
    public NetBuilder NormAndActivation(string name, NormSettings settings, ActivationKind kind) => settings.AfterActivation
        ? Activation(kind).Norm(name, settings)
        : Norm(name, settings).Activation(kind);

    /// <summary>Appends a pooling.</summary>
    public NetBuilder Pool(string name, PoolKind kind, int window, int stride, int padding = 0, bool roundsUp = false) =>
        Append(new PoolSpec(Shape, Slide(name, Shape.Channels, window, stride, padding, roundsUp), kind, window, stride, padding, roundsUp));

    /// <summary>Appends an average over side x side equal areas.</summary>
    public NetBuilder AverageTo(int side) => Append(new AverageSpec(Shape, new FeatureShape(Shape.Channels, side, side)));

    /// <summary>Appends the mean of each channel.</summary>
    public NetBuilder GlobalAverage() => AverageTo(1);

    /// <summary>Appends the turning of features into a vector.</summary>
    public NetBuilder Flatten() => Append(new FlattenSpec(Shape));

    /// <summary>Appends a dropout, unless its probability is 0.</summary>
    public NetBuilder Dropout(double probability) => probability > 0 ? Append(new DropoutSpec(Shape, probability)) : this;

    /// <summary>Appends a shortcut's way to another shape without weights.</summary>
    public NetBuilder ZeroPad(int channels, int stride) => Append(new ZeroPadSpec(
        Shape, new FeatureShape(channels, ((Shape.Height - 1) / stride) + 1, ((Shape.Width - 1) / stride) + 1), stride));

    /// <summary>Appends the sum of a branch and a shortcut.</summary>
    public NetBuilder Sum(string name, Action<NetBuilder> branch, Action<NetBuilder> shortcut)
    {
        var (main, side) = (Inside(name, branch), Inside(name, shortcut));
        return main.Shape == side.Shape
            ? Append(new SumSpec(Shape, main.Shape, main.Layers, side.Layers))
            : throw new InvalidOperationException($"The branch of '{prefix}{name}' ends as {main.Shape} and its shortcut as {side.Shape}.");
    }

    /// <summary>Appends branches whose channels are joined.</summary>
    public NetBuilder Concat(string name, params ReadOnlySpan<Action<NetBuilder>> branches)
    {
        var built = new List<NetBuilder>();
        foreach (var branch in branches)
        {
            built.Add(Inside(name, branch));
        }

        var channels = built.Sum(branch => branch.Shape.Channels);
        return built.All(branch => (branch.Shape.Height, branch.Shape.Width) == (built[0].Shape.Height, built[0].Shape.Width))
            ? Append(new ConcatSpec(Shape, built[0].Shape with { Channels = channels }, [.. built.Select(branch => branch.Layers)]))
            : throw new InvalidOperationException($"The branches of '{prefix}{name}' end in different sizes.");
    }

    /// <summary>Appends the layers that are named below a common name.</summary>
    public NetBuilder Group(string name, Action<NetBuilder> layers)
    {
        foreach (var layer in Inside(name, layers).Layers)
        {
            Append(layer);
        }

        return this;
    }

    /// <summary>Remembers the features here for a side head.</summary>
    public NetBuilder Tap(string name) => Append(new TapSpec(Shape, name));

    /// <summary>Appends a side head on tapped features.</summary>
    public NetBuilder SideHead(string tap, Action<NetBuilder> head)
    {
        var tapped = _layers.OfType<TapSpec>().Single(layer => layer.Name == tap);
        var built = new NetBuilder(tapped.Shape, $"{prefix}{tap}.");
        head(built);
        return Append(new SideHeadSpec(Shape, tap, built.Layers));
    }

    private NetBuilder Inside(string name, Action<NetBuilder> layers)
    {
        var inner = new NetBuilder(Shape, $"{prefix}{name}.");
        layers(inner);
        return inner;
    }

    private NetBuilder Append(LayerSpec layer)
    {
        if (layer.Output.Elements > int.MaxValue)
        {
            throw new InfeasibleException($"A layer after '{prefix}{_layers.Count}' makes {layer.Output} features, which is too much for one image.");
        }

        _layers.Add(layer);
        Shape = layer.Output;
        return this;
    }

    /// <summary>The shape after a window slid over the features.</summary>
    private FeatureShape Slide(string name, int channels, int window, int stride, int padding, bool roundsUp)
    {
        int Positions(int length)
        {
            var room = length + (2 * padding) - window;
            if (room < 0)
            {
                return 0;
            }

            var positions = (roundsUp ? (room + stride - 1) / stride : room / stride) + 1;
            return roundsUp && (positions - 1) * stride >= length + padding ? positions - 1 : positions; // no window starts in the padding
        }

        var shape = new FeatureShape(channels, Positions(Shape.Height), Positions(Shape.Width));
        return shape is { Height: > 0, Width: > 0 }
            ? shape
            : throw new InfeasibleException(
                $"Layer '{prefix}{name}' ({window}x{window}, stride {stride}, padding {padding}) does not fit its input of " +
                $"{Shape}; use larger images or a smaller network.");
    }
}
