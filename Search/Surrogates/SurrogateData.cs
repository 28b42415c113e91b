using SweepCluster.Contracts.Snapshots;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Surrogates;

/// <summary>What a Gaussian process is conditioned on: ended trials in the order in which they ended, and those that run.</summary>
internal sealed class SurrogateData(SearchSpace space)
{
    /// <summary>Of more trials, so many of the best and of the last count: the cost grows with the cube of their number.</summary>
    private const int Best = 100;
    private const int Latest = 200;

    /// <summary>Parameters are fitted to fewer, for the fit takes many such computations.</summary>
    private const int LatestInFit = 50;

    /// <summary>The running trials that are reckoned with, the last ones.</summary>
    private const int MostRunning = 64;

    private readonly SurrogateFeatures _features = new(space);
    private readonly SortedDictionary<int, double[]> _running = [];
    private readonly List<(double[] Point, double Score)> _ended = [];
    private (int Count, Lazy<GaussianProcessParameters> Parameters)? _fitted;

    /// <summary>Points as the process sees them.</summary>
    public SurrogateFeatures Features => _features;

    /// <summary>How many trials have ended.</summary>
    public int Count => _ended.Count;

    /// <summary>Takes in what happened.</summary>
    public void Apply(HistoryEntry entry)
    {
        if (entry.Suggested is { } suggested)
        {
            _running[entry.Trial] = _features.Of(suggested);
        }
        else if (entry.Result is { } result && _running.Remove(entry.Trial, out var point) && result.Status != TrialStatus.Canceled)
        {
            _ended.Add((point, result.IsResult ? result.Scores[0] : double.NaN));
        }
    }

    /// <summary>
    /// Makes the process of all that is known now, greater being better, and its best value. A running trial is taken to have the value
    /// that is expected of it (Kriging believer, Ginsbourger et al. 2010). What is made depends on nothing that happens later, so any
    /// thread may make it.
    /// </summary>
    public Func<(GaussianProcess Process, double Best)> Model()
    {
        var parameters = Fitted();
        var (points, values) = Observations(_ended.Count, Best, Latest);
        double[][] running = [.. _running.Values.TakeLast(MostRunning)];
        return () =>
        {
            var known = new GaussianProcess(points, values, _features.IsCategory, parameters.Value);
            if (running.Length == 0)
            {
                return (known, values.Max());
            }

            double[] all = [.. values, .. running.Select(point => known.At(point).Mean)];
            return (new GaussianProcess([.. points, .. running], all, _features.IsCategory, parameters.Value), all.Max());
        };
    }

    /// <summary>
    /// Makes the process of the first trials that ended, whatever runs or has ended since; its points; and how far apart scores are whose
    /// values are 1 apart. Any thread may make it.
    /// </summary>
    /// <param name="count">How many; at least 1, at most <see cref="Count"/>.</param>
    public Func<(GaussianProcess Process, double[][] Points, double Unit)> Settled(int count)
    {
        var (points, values) = Observations(count, Best, Latest);
        var scores = _ended.Take(count).Select(trial => trial.Score).Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var spread = values.Max() - values.Min();
        var unit = spread > 0 ? (scores.Max() - scores.Min()) / spread : 0;
        return () => (
            new GaussianProcess(points, values, _features.IsCategory, GaussianProcessFit.To(points, values, _features.IsCategory)), points, unit);
    }

    // Fitted anew whenever a tenth more trials have ended, and always to the trials up to there, so it does not matter who asks when.
    private Lazy<GaussianProcessParameters> Fitted()
    {
        var due = 1;
        while (due + Math.Max(1, due / 10) <= _ended.Count)
        {
            due += Math.Max(1, due / 10);
        }

        if (_fitted?.Count != due)
        {
            var (points, values) = Observations(due, Best, LatestInFit);
            _fitted = (due, new(() => GaussianProcessFit.To(points, values, _features.IsCategory)));
        }

        return _fitted.Value.Parameters;
    }

    private (double[][] Points, double[] Values) Observations(int count, int best, int latest)
    {
        var scores = Finite([.. _ended.Take(count).Select(trial => trial.Score)]);
        var byScore = Enumerable.Range(0, count).OrderBy(i => scores[i]).Take(best);
        int[] chosen = [.. byScore.Union(Enumerable.Range(Math.Max(0, count - latest), Math.Min(count, latest))).Order()];
        return ([.. chosen.Select(i => _ended[i].Point)], Standardise([.. chosen.Select(i => -scores[i])]));
    }

    // A trial that failed or diverged is as bad as the worst that did not.
    private static double[] Finite(double[] scores)
    {
        var finite = scores.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (least, greatest) = (finite.Min(), finite.Max());
        return [.. scores.Select(score => double.IsNaN(score) ? greatest : Math.Clamp(score, least, greatest))];
    }

    private static double[] Standardise(double[] values)
    {
        // Divided by the greatest first, so that no sum of large values overflows.
        var greatest = values.Max(value => Math.Abs(value));
        var scaled = values.Select(value => greatest > 0 ? value / greatest : 0).ToArray();
        var mean = scaled.Average();
        var deviation = Math.Sqrt(scaled.Average(value => (value - mean) * (value - mean)));
        return [.. scaled.Select(value => deviation > 0 ? (value - mean) / deviation : 0)];
    }
}
