using SweepCluster.Search.Numerics;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>The trials that came to one rung, with a model of their own. Trials that may still come there repel, as in <see cref="TpeModel"/>.</summary>
/// <param name="space">The space.</param>
internal sealed class RungModel(SearchSpace space)
{
    private readonly HashSet<int> _reached = [];
    private readonly GrowingOrder<(double Score, int Trial)> _scores = new(Comparer<(double Score, int Trial)>.Default);

    /// <summary>What they teach.</summary>
    public TpeModel Model { get; } = new(space);

    /// <summary>How many came with a finite score.</summary>
    public int Count => _scores.Count;

    /// <summary>The best of them.</summary>
    public IEnumerable<int> Best(int count) => _scores.Sorted.Take(count).Select(entry => entry.Trial);

    /// <summary>Takes in a trial that may come here.</summary>
    public void Expect(int trial, double[] point)
    {
        if (!Model.Knows(trial))
        {
            Model.Add(trial, point);
        }
    }

    /// <summary>Takes in how a trial stands here; only the first time counts.</summary>
    public void Reach(int trial, double[] point, double score)
    {
        Expect(trial, point);
        if (_reached.Add(trial) && double.IsFinite(score))
        {
            _scores.Add((score, trial));
        }
    }

    /// <summary>Takes in that a trial goes no further: if it did not come here, it has nothing to say here.</summary>
    public void Leave(int trial)
    {
        if (!_reached.Contains(trial) && Model.Knows(trial))
        {
            Model.Remove(trial);
        }
    }
}
