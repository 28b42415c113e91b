using SweepCluster.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Optimizers;

/// <summary>
/// The exponential moving average of a network's weights (Polyak and Juditsky 1992), which often answers better than the weights
/// themselves. Early on it forgets faster: the decay is at most (1 + n) / (10 + n) after n updates. A norm's moving averages are not
/// averaged again.
/// </summary>
internal sealed class WeightAverage
{
    private readonly (Weight Weight, Tensor Average)[] _slots;
    private readonly double _decay;
    private readonly bool _warmsUp;

    /// <param name="weights">The weights; the averages start from them and belong to the current dispose scope.</param>
    /// <param name="decay">The share of the average that an update leaves, from 0 to below 1.</param>
    /// <param name="warmsUp">False for the same decay from the first update on.</param>
    public WeightAverage(IReadOnlyList<Weight> weights, double decay, bool warmsUp = true)
    {
        using var frozen = no_grad();
        _slots = [.. weights.Select(weight => (weight, weight.Value.detach().clone()))];
        _decay = decay;
        _warmsUp = warmsUp;
        State = _slots.ToDictionary(slot => "ema." + slot.Weight.Name, slot => slot.Average);
    }

    /// <summary>The averages by name.</summary>
    public IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Moves the averages towards the weights.</summary>
    /// <param name="updates">The number of updates made so far.</param>
    public void Follow(long updates)
    {
        using var frozen = no_grad();
        var decay = _warmsUp ? Math.Min(_decay, (1.0 + updates) / (10.0 + updates)) : _decay;
        using var kept = decay.ToScalar();
        using var taken = (1 - decay).ToScalar();
        foreach (var (weight, average) in _slots)
        {
            average.mul_(kept).add_(weight.Value, taken);
        }
    }

    /// <summary>Exchanges weights and averages, to look at the network through them; a second call undoes it.</summary>
    public void Swap()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (weight, average) in _slots)
        {
            var copy = weight.Value.clone();
            weight.Value.copy_(average);
            average.copy_(copy);
        }
    }
}
