using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Evolution;

/// <summary>
/// The probabilities of a categorical parameter's values, moved towards those of each generation's better trials by their weights
/// (Baluja 1994, PBIL; in CMA-ES as in CatCMA, Hamano et al. 2024). No value that the space gives a chance ever loses all of it.
/// </summary>
/// <param name="domain">The values.</param>
/// <param name="rate">How far one generation moves the probabilities, from 0 to 1.</param>
/// <param name="floor">The probability that is always spread over all values, by the space's own probabilities.</param>
internal sealed class ChoiceLearning(ChoiceDomain domain, double rate, double floor)
{
    private readonly double[] _learned = [.. domain.Probabilities];

    /// <summary>The probability of a value.</summary>
    public double ProbabilityOf(int index) => (floor * domain.Probabilities[index]) + ((1 - floor) * _learned[index]);

    /// <summary>Draws a value's place.</summary>
    public int Draw(TrialRandom random)
    {
        var left = random.NextDouble();
        var last = 0;
        for (var index = 0; index < _learned.Length; index++)
        {
            var probability = ProbabilityOf(index);
            last = probability > 0 ? index : last;
            left -= probability;
            if (left < 0)
            {
                break;
            }
        }

        return last;
    }

    /// <summary>Takes in a generation.</summary>
    /// <param name="better">The places that better trials had, with their weights, which sum to at most 1.</param>
    public void Update(IEnumerable<(int Index, double Weight)> better)
    {
        foreach (var (chosen, weight) in better.ToLookup(pair => pair.Index, pair => pair.Weight).Select(group => (group.Key, group.Sum())).ToList())
        {
            Move(chosen, rate * weight);
        }
    }

    private void Move(int chosen, double share)
    {
        for (var index = 0; index < _learned.Length; index++)
        {
            _learned[index] = ((1 - share) * _learned[index]) + (index == chosen ? share : 0);
        }
    }
}
