using SweepCluster.Training.Settings;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// Layers that run one after the other, and at the same time their builder: it knows the shape after each layer, so that a definition
/// states channels only, and refuses a layer that does not fit with a message that names it.
/// </summary>
internal sealed class LayerChain(WeightStore weights, FeatureShape input, string prefix = "") : ILayer
{
    private readonly List<ILayer> _layers = [];

    /// <summary>The shape of what the chain returns so far.</summary>
    public FeatureShape Shape { get; private set; } = input;

    public LayerChain Convolution(string name, int channels, int kernel, int stride = 1, int padding = 0, bool bias = true)
    {
        var shape = Slide(name, channels, kernel, stride, padding);
        var kernels = weights.Add(Named(name) + ".weight", WeightKind.Convolution, channels, Shape.Channels, kernel, kernel);
        var biases = bias ? weights.Add(Named(name) + ".bias", WeightKind.Bias, channels) : null;
        return Append(new Convolution(kernels, biases, stride, padding), shape);
    }

    public LayerChain Linear(string name, int features)
    {
        var matrix = weights.Add(Named(name) + ".weight", WeightKind.Linear, features, Shape.Elements);
        var biases = weights.Add(Named(name) + ".bias", WeightKind.Bias, features);
        return Append(new Linear(matrix, biases), new FeatureShape(features, 1, 1));
    }

    public LayerChain BatchNorm(string name)
    {
        var gain = weights.Add(Named(name) + ".weight", WeightKind.NormGain, Shape.Channels);
        var shift = weights.Add(Named(name) + ".bias", WeightKind.NormShift, Shape.Channels);
        var mean = weights.AddBuffer(Named(name) + ".running_mean", zeros(Shape.Channels));
        var variance = weights.AddBuffer(Named(name) + ".running_var", ones(Shape.Channels));
        return Append(new BatchNorm(gain, shift, mean, variance), Shape);
    }

    public LayerChain Activation(ActivationKind kind) => Append(new Activation(kind), Shape);

    public LayerChain Pool(string name, PoolKind kind, int size, int stride) =>
        Append(new Pool(kind, size, stride), Slide(name, Shape.Channels, size, stride, padding: 0));

    public LayerChain GlobalAverage() => Append(new GlobalAverage(), new FeatureShape(Shape.Channels, 1, 1));

    public LayerChain Flatten() => Append(new Flatten(), new FeatureShape(Shape.Elements, 1, 1));

    public LayerChain Dropout(double probability) => probability > 0 ? Append(new Dropout(probability), Shape) : this;

    /// <summary>Adds a branch to its shortcut; a shortcut without layers passes its input on.</summary>
    public LayerChain Residual(string name, Action<LayerChain> branch, Action<LayerChain> shortcut)
    {
        var branchChain = new LayerChain(weights, Shape, Named(name) + ".");
        var shortcutChain = new LayerChain(weights, Shape, Named(name) + ".");
        branch(branchChain);
        shortcut(shortcutChain);
        return branchChain.Shape == shortcutChain.Shape
            ? Append(new Residual(branchChain, shortcutChain), branchChain.Shape)
            : throw new InvalidOperationException(
                $"The branch of '{name}' ends as {branchChain.Shape} and its shortcut as {shortcutChain.Shape}.");
    }

    public Tensor Forward(Tensor input, bool training)
    {
        var current = input;
        foreach (var layer in _layers)
        {
            var next = layer.Forward(current, training);
            if (!ReferenceEquals(next, current) && !ReferenceEquals(current, input))
            {
                current.Dispose(); // autograd holds what it needs itself, so memory is free for the next layer
            }

            current = next;
        }

        return current;
    }

    private LayerChain Append(ILayer layer, FeatureShape shape)
    {
        _layers.Add(layer);
        Shape = shape;
        return this;
    }

    /// <summary>The shape after a window slid over the features.</summary>
    private FeatureShape Slide(string name, int channels, int window, int stride, int padding)
    {
        int Positions(int length) => length + (2 * padding) < window ? 0 : ((length + (2 * padding) - window) / stride) + 1;
        var shape = new FeatureShape(channels, Positions(Shape.Height), Positions(Shape.Width));
        return shape is { Height: > 0, Width: > 0 }
            ? shape
            : throw new InfeasibleException(
                $"Layer '{Named(name)}' ({window}x{window}, stride {stride}, padding {padding}) does not fit its input of " +
                $"{Shape}; use larger images or a smaller network.");
    }

    private string Named(string name) => prefix + name;
}
