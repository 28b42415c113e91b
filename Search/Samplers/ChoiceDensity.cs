using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// The Parzen estimator of a parameter without order: each observation gives its value 1 and all values together one prior's worth
/// spread over n + 1 kernels; the prior is one more kernel.
/// </summary>
internal sealed class ChoiceDensity : IDensity
{
    private readonly ChoiceDomain _domain;
    private readonly double[] _probabilities;

    public ChoiceDensity(ChoiceDomain domain, ParzenSide side)
    {
        _domain = domain;
        _probabilities = new double[domain.Probabilities.Length];
        var kernels = side.Sorted.Length + 1;
        var smoothing = (double)_probabilities.Length / kernels;
        var total = side.Weights.Sum() + 1;
        for (var i = 0; i < side.Sorted.Length; i++)
        {
            _probabilities[domain.IndexAt(side.Sorted[i])] += side.Weights[i] / (1 + smoothing) / total;
        }

        var prior = (((total - 1) * smoothing / (1 + smoothing)) + 1) / total;
        for (var i = 0; i < _probabilities.Length; i++)
        {
            _probabilities[i] += prior * domain.Probabilities[i];
        }
    }

    /// <inheritdoc/>
    public double At(double coordinate) => _probabilities[_domain.IndexAt(coordinate)];

    /// <inheritdoc/>
    public double Draw(TrialRandom random)
    {
        var rest = random.NextDouble();
        var index = 0;
        while (index < _probabilities.Length - 1 && rest >= _probabilities[index])
        {
            rest -= _probabilities[index++];
        }

        return _domain.Encode(_domain.ValueAt(index));
    }
}
