using SweepCluster.Contracts.Zoo.Nets;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// The weights and buffers of a network, in the order in which its layers run. A buffer is state that layers keep but gradients do not
/// reach, such as a norm's moving averages. All tensors belong to the dispose scope in which the network is built.
/// </summary>
/// <param name="initializer">Gives the weights their first values.</param>
/// <param name="device">Where the tensors live.</param>
/// <param name="type">The number format of weights and buffers.</param>
internal sealed class WeightStore(IWeightInitializer initializer, Device device, ScalarType type = ScalarType.Float32)
{
    private readonly List<Weight> _weights = [];

    /// <summary>What training learns.</summary>
    public IReadOnlyList<Weight> Weights => _weights;

    /// <summary>Every tensor by which a network's answers can be reproduced: weights and buffers, by unique name.</summary>
    public Dictionary<string, Tensor> State { get; } = [];

    /// <summary>Makes a weight with its first values.</summary>
    /// <param name="spec">What the weight is.</param>
    /// <param name="startsAtZero">True when it starts at 0 whatever it is.</param>
    public Tensor Add(WeightSpec spec, bool startsAtZero = false)
    {
        using var scope = NewDisposeScope();
        var first = zeros([.. spec.Shape], type);
        if (!startsAtZero)
        {
            using var frozen = no_grad();
            initializer.Fill(first, spec.Kind);
        }

        var value = first.to(device).requires_grad_().MoveToOuterDisposeScope();
        _weights.Add(new Weight(spec.Name, spec.Kind, value));
        State.Add(spec.Name, value);
        return value;
    }

    public Tensor AddBuffer(string name, Tensor value)
    {
        var buffer = value.to(type, device);
        State.Add(name, buffer);
        return buffer;
    }
}
