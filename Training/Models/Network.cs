using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Numerics;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>A network with its weights. Its tensors belong to the dispose scope in which it was built.</summary>
internal sealed class Network
{
    private readonly LayerChain _layers;
    private readonly WeightStore _store;
    private readonly IReadOnlyList<SideHead> _sideHeads;

    private Network(NetDefinition definition, LayerChain layers, WeightStore store, IReadOnlyList<SideHead> sideHeads)
    {
        Definition = definition;
        _layers = layers;
        _store = store;
        _sideHeads = sideHeads;
    }

    /// <summary>What was built.</summary>
    public NetDefinition Definition { get; }

    /// <summary>What training learns, in the order in which the layers run.</summary>
    public IReadOnlyList<Weight> Weights => _store.Weights;

    /// <summary>Weights and buffers by name.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _store.State;

    /// <summary>What the side heads said about the latest training batch, one tensor each.</summary>
    public IEnumerable<Tensor> SideLogits => _sideHeads.Select(head => head.Logits!);

    /// <summary>Builds a network; its first weights depend on the seed and on how they are drawn alone.</summary>
    public static Network Build(
        NetDefinition definition, InitKind init, long seed, Device device, ScalarType type = ScalarType.Float32)
    {
        using var initializer = new WeightInitializer(SeedMixer.Mix(seed, SeedPurpose.Weights), init);
        var store = new WeightStore(initializer, device, type);
        var factory = new LayerFactory(store);
        return new Network(definition, factory.Chain(definition.Layers), store, factory.SideHeads);
    }

    /// <summary>One number per class and image.</summary>
    public Tensor Forward(Tensor images, bool training) => _layers.Forward(images, training);
}
