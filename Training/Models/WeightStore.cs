using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// The weights and buffers of a network, in the order in which its layers run. A buffer is state that layers keep but gradients do not
/// reach, such as a norm's moving averages. All tensors belong to the dispose scope in which the network is built.
/// </summary>
internal sealed class WeightStore(IWeightInitializer initializer, Device device)
{
    private readonly List<Weight> _weights = [];

    /// <summary>What training learns.</summary>
    public IReadOnlyList<Weight> Weights => _weights;

    /// <summary>Every tensor by which a network's answers can be reproduced: weights and buffers, by unique name.</summary>
    public Dictionary<string, Tensor> State { get; } = [];

    public Tensor Add(string name, WeightKind kind, params long[] shape)
    {
        using var scope = NewDisposeScope();
        var first = empty(shape, ScalarType.Float32);
        using (no_grad())
        {
            initializer.Fill(first, kind);
        }

        var value = first.to(device).requires_grad_().MoveToOuterDisposeScope();
        _weights.Add(new Weight(name, kind, value));
        State.Add(name, value);
        return value;
    }

    public Tensor AddBuffer(string name, Tensor value)
    {
        var buffer = value.to(device);
        State.Add(name, buffer);
        return buffer;
    }
}
