using SweepCluster.Training.Numerics;
using SweepCluster.Training.Settings;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>A network with its weights. Its tensors belong to the dispose scope in which it was built.</summary>
internal sealed class Network
{
    private readonly LayerChain _layers;
    private readonly WeightStore _store;

    private Network(LayerChain layers, WeightStore store)
    {
        _layers = layers;
        _store = store;
    }

    /// <summary>What training learns, in the order in which the layers run.</summary>
    public IReadOnlyList<Weight> Weights => _store.Weights;

    /// <summary>Weights and buffers by name.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _store.State;

    /// <summary>Builds a network for square images; its first weights depend on the seed alone.</summary>
    /// <exception cref="InfeasibleException">The images are too small for it.</exception>
    public static Network Build(IArchitecture architecture, int side, int classes, long seed, Device device, int channels = 1)
    {
        using var initializer = new UniformInitializer(SeedMixer.Mix(seed, SeedPurpose.Weights), architecture.Activation);
        var store = new WeightStore(initializer, device);
        var layers = new LayerChain(store, new FeatureShape(channels, side, side));
        architecture.Build(layers, classes);
        return new Network(layers, store);
    }

    /// <summary>One number per class and image.</summary>
    public Tensor Forward(Tensor images, bool training) => _layers.Forward(images, training);
}
