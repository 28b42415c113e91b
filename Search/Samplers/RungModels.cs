using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// A model for every rung, and one for completed trials as if their end were one more. A trial that failed, or came to a rung without a finite
/// score, is bad wherever it may have come: what cannot be trained repels at every rung.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="rungs">How many rungs there are.</param>
internal sealed class RungModels(SearchSpace space, int rungs)
{
    private readonly RungModel[] _rungs = [.. Enumerable.Range(0, rungs + 1).Select(_ => new RungModel(space))];
    private readonly List<double[]> _points = [];

    /// <summary>The highest rung where so many came with a finite score; null when there is none.</summary>
    public (int Rung, RungModel Model)? Highest(int least)
    {
        for (var rung = rungs; rung >= 0; rung--)
        {
            if (_rungs[rung].Count >= least)
            {
                return (rung, _rungs[rung]);
            }
        }

        return null;
    }

    /// <summary>Takes in something that happened.</summary>
    public void Apply(HistoryEntry entry)
    {
        if (entry.Suggested is { } point)
        {
            _points.Add(TpeModel.CoordinatesOf(space, point));
            Array.ForEach(_rungs, rung => rung.Expect(entry.Trial, _points[entry.Trial]));
        }
        else if (entry.Reached is { } reached)
        {
            _rungs[reached.Rung].Reach(entry.Trial, _points[entry.Trial], reached.Score);
        }
        else if (entry.Result is { } result)
        {
            End(result);
        }
    }

    private void End(TrialResult result)
    {
        if (result.Status == Contracts.Snapshots.TrialStatus.Completed)
        {
            _rungs[rungs].Reach(result.Number, _points[result.Number], result.Scores[0]);
        }

        if (result.IsResult && double.IsFinite(result.Scores[0]))
        {
            Array.ForEach(_rungs, rung => rung.Leave(result.Number));
        }
    }
}
