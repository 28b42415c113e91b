using SweepCluster.Contracts.Zoo.Nets;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Turns the definition of a network into layers with weights.</summary>
internal sealed class LayerFactory(WeightStore store)
{
    private readonly Dictionary<string, Tap> _taps = [];
    private readonly List<SideHead> _sideHeads = [];

    /// <summary>The side heads made so far.</summary>
    public IReadOnlyList<SideHead> SideHeads => _sideHeads;

    /// <summary>Layers that run one after the other.</summary>
    public LayerChain Chain(IReadOnlyList<LayerSpec> layers) =>
        new([.. layers.Select((layer, i) => Create(layer, i > 0 ? layers[i - 1] : null))]);

    private ILayer Create(LayerSpec layer, LayerSpec? before) => layer switch
    {
        ConvolutionSpec spec => CreateConvolution(spec),
        LinearSpec spec => CreateLinear(spec),
        NormSpec spec => CreateNorm(spec),
        LocalResponseNormSpec => new LocalResponseNorm(),
        ActivationSpec spec => new Activation(spec.Kind, inPlace: before is ConvolutionSpec or LinearSpec or NormSpec or CompositeSpec and not SideHeadSpec),
        PoolSpec spec => new Pool(spec),
        AverageSpec spec => new AverageTo(spec.Output.Height),
        FlattenSpec => new Flatten(),
        DropoutSpec spec => new Dropout(spec.Probability),
        ZeroPadSpec spec => new ZeroPad(spec),
        SumSpec spec => new Residual(Chain(spec.Branch), Chain(spec.Shortcut)),
        ConcatSpec spec => new Concat([.. spec.Branches.Select(Chain)]),
        TapSpec spec => CreateTap(spec),
        SideHeadSpec spec => CreateSideHead(spec),
        _ => throw new InvalidOperationException($"There is no layer for {layer.GetType().Name}."),
    };

    private Convolution CreateConvolution(ConvolutionSpec spec)
    {
        var weights = spec.Weights.Select(weight => store.Add(weight)).ToArray();
        return new Convolution(weights[0], spec.Bias ? weights[1] : null, spec.Stride, spec.Padding, spec.Groups);
    }

    private Linear CreateLinear(LinearSpec spec)
    {
        var weights = spec.Weights.Select(weight => store.Add(weight)).ToArray();
        return new Linear(weights[0], weights[1]);
    }

    private ILayer CreateNorm(NormSpec spec)
    {
        var channels = spec.Shape.Channels;
        if (spec.Settings.Kind == NormKind.BatchScratch)
        {
            var scratch = new ScratchBatchNorm(spec.Name, spec.Settings, store, spec.StartsAtZero);
            scratch.Create(channels); // the optimiser wants the weights before the first batch comes
            return scratch;
        }

        var weights = spec.Weights.Select(weight => store.Add(weight, spec.StartsAtZero && weight.Kind == WeightKind.NormGain)).ToArray();
        if (spec.Settings.Kind == NormKind.Group)
        {
            var groups = (long)System.Numerics.BigInteger.GreatestCommonDivisor(channels, spec.Settings.Groups);
            return new GroupNorm(weights[0], weights[1], groups, spec.Settings.Epsilon);
        }

        var mean = store.AddBuffer(spec.Name + ".running_mean", zeros(channels));
        var variance = store.AddBuffer(spec.Name + ".running_var", ones(channels));
        return new BatchNorm(weights[0], weights[1], mean, variance, spec.Settings.Momentum, spec.Settings.Epsilon);
    }

    private Tap CreateTap(TapSpec spec)
    {
        var tap = new Tap();
        _taps.Add(spec.Name, tap);
        return tap;
    }

    private SideHead CreateSideHead(SideHeadSpec spec)
    {
        var head = new SideHead(_taps[spec.Tap], Chain(spec.Head));
        _sideHeads.Add(head);
        return head;
    }
}
