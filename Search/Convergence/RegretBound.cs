using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;
using SweepCluster.Search.Surrogates;

namespace SweepCluster.Search.Convergence;

/// <summary>
/// How much worse than the best possible the best trial can be, as far as a Gaussian process can tell (Makarova et al. 2022, "Automatic
/// termination for hyperparameter optimization"): the greatest upper confidence bound anywhere less the greatest lower one of a trial. The
/// bounds are √β deviations wide, β = 2/5 · ln(d n² π² / 6δ) for n trials and d parameters, with δ = 0.1.
/// </summary>
/// <param name="space">The space.</param>
internal sealed class RegretBound(SearchSpace space)
{
    private const int LeastTrials = 20;
    private const double Delta = 0.1;

    /// <summary>The bound is found anew after so many more trials, for it takes a while.</summary>
    private const int Interval = 5;

    private readonly HistoryFold<SurrogateData> _data = new(() => new SurrogateData(space), (data, entry) => data.Apply(entry));
    private (int Trials, Lazy<double> Bound)? _last;

    /// <summary>The bound in the metric's unit, and from how many trials; null while too few have ended.</summary>
    public (int Trials, double Bound)? At(SearchHistory history) => Latest(history) is { } last ? (last.Trials, last.Bound.Value) : null;

    /// <summary>The costly part of <see cref="At"/> as work that any thread can do while the history grows; null when there is none.</summary>
    public Action? Preparation(SearchHistory history) =>
        Latest(history) is { Bound.IsValueCreated: false } last ? () => _ = last.Bound.Value : null;

    private (int Trials, Lazy<double> Bound)? Latest(SearchHistory history)
    {
        var data = _data.At(history);
        var trials = data.Count - (data.Count % Interval);
        if (trials < LeastTrials)
        {
            return null;
        }

        if (_last?.Trials != trials)
        {
            var settled = data.Settled(trials);
            _last = (trials, new(() => Find(settled(), data.Features, trials)));
        }

        return _last;
    }

    private double Find((GaussianProcess Process, double[][] Points, double Unit) settled, SurrogateFeatures features, int trials)
    {
        var (process, points, unit) = settled;
        var width = Math.Sqrt(0.4 * Math.Log(Math.Max(1, space.Dimensions.Length) * (double)trials * trials * Math.PI * Math.PI / (6 * Delta)));
        double Bound(double[] point, double deviations)
        {
            var (mean, variance) = process.At(point);
            return mean + (deviations * Math.Sqrt(variance));
        }

        var search = new AcquisitionSearch(space, point => Bound(features.Of(point), width), TrialRandom.For(0, trials));
        var upper = Math.Max(points.Max(point => Bound(point, width)), Bound(features.Of(search.Run([]).First()), width));
        return unit * (upper - points.Max(point => Bound(point, -width)));
    }
}
