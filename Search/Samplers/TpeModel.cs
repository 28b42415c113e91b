using SweepCluster.Contracts.Values;
using SweepCluster.Search.Parzen;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// The two densities over a space, l(x) of the good trials and g(x) of all others. Running and failed trials are among the others: what
/// is being tried or cannot be trained repels (constant liar, Ginsbourger et al. 2010).
/// </summary>
/// <param name="space">The space.</param>
internal sealed class TpeModel(SearchSpace space)
{
    /// <summary>An acquisition counts as greater only by more than this, so that the last bits of exp and log decide nothing.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>So many bad trials, the newest, are looked at to see which candidates are worth a closer look.</summary>
    private const int FirstLook = 512;

    private readonly Dictionary<int, double[]> _points = [];
    private readonly KernelMixture _good = new(space);
    private readonly KernelMixture _bad = new(space);
    private HashSet<int> _goodTrials = [];

    /// <summary>How many trials it knows.</summary>
    public int Count => _points.Count;

    /// <summary>How many of them are good.</summary>
    public int GoodCount => _goodTrials.Count;

    /// <summary>True when it knows the trial.</summary>
    public bool Knows(int trial) => _points.ContainsKey(trial);

    /// <summary>Takes a trial in, which is not good as yet.</summary>
    /// <param name="trial">Its number.</param>
    /// <param name="point">Its coordinates by position; NaN where a parameter is inactive.</param>
    public void Add(int trial, double[] point)
    {
        _points.Add(trial, point);
        _bad.Add(trial, point);
    }

    /// <summary>Forgets a trial.</summary>
    public void Remove(int trial)
    {
        (_goodTrials.Remove(trial) ? _good : _bad).Remove(trial);
        _points.Remove(trial);
    }

    /// <summary>Says which trials are good.</summary>
    public void Split(IEnumerable<int> good)
    {
        var trials = good.ToHashSet();
        foreach (var trial in _goodTrials.Except(trials).Order())
        {
            _good.Remove(trial);
            _bad.Add(trial, _points[trial]);
        }

        foreach (var trial in trials.Except(_goodTrials).Order())
        {
            _bad.Remove(trial);
            _good.Add(trial, _points[trial]);
        }

        _goodTrials = trials;
    }

    /// <summary>The best by acquisition of some candidates drawn from l.</summary>
    /// <param name="random">The trial's random numbers.</param>
    /// <param name="rounds">Which of the trial's draws these are: one for each candidate.</param>
    /// <param name="given">Coordinates by position that are decided already; NaN for the others.</param>
    public ParameterSet Draw(TrialRandom random, Range rounds, ReadOnlySpan<double> given)
    {
        var first = rounds.Start.Value;
        var candidates = new TpeCandidate[rounds.End.Value - first];
        for (var i = 0; i < candidates.Length; i++)
        {
            var drawn = given.ToArray();
            _good.Draw(random, first + i, drawn);
            candidates[i] = new TpeCandidate(i, drawn, _good.LogRatio(drawn), _bad.Add(drawn, _bad.Begin(), FirstLook));
        }

        var point = BestOf(candidates).Point;
        return space.Choose(dimension => dimension.Domain.Decode(dimension.Domain.IsSingle ? 0 : point[dimension.Position]));
    }

    /// <summary>A point whose every parameter is the best of some candidates for itself.</summary>
    /// <inheritdoc cref="Draw"/>
    public ParameterSet DrawApart(TrialRandom random, Range rounds)
    {
        var point = new double[space.Dimensions.Length];
        Array.Fill(point, double.NaN);
        return space.Choose(dimension =>
        {
            if (dimension.Domain.IsSingle)
            {
                return dimension.Domain.ValueAt(0);
            }

            var (best, greatest) = (0.0, double.NegativeInfinity);
            for (var round = rounds.Start.Value; round < rounds.End.Value; round++)
            {
                ref var coordinate = ref point[dimension.Position];
                coordinate = _good.Draw(dimension, random, round);
                var acquisition = Acquisition(point);
                if (round == rounds.Start.Value || IsGreater(acquisition, greatest))
                {
                    (best, greatest) = (coordinate, acquisition);
                }
            }

            point[dimension.Position] = double.NaN;
            return dimension.Domain.Decode(best);
        });
    }

    /// <summary>The best by acquisition of given points.</summary>
    public ParameterSet BestOf(IEnumerable<ParameterSet> points)
    {
        ParameterSet? best = null;
        var greatest = double.NegativeInfinity;
        foreach (var point in points)
        {
            var acquisition = Acquisition(CoordinatesOf(space, point));
            if (best is null || IsGreater(acquisition, greatest))
            {
                (best, greatest) = (point, acquisition);
            }
        }

        return best!;
    }

    /// <summary>A point's coordinates by position; NaN where a parameter is inactive.</summary>
    public static double[] CoordinatesOf(SearchSpace space, ParameterSet point) =>
        [.. space.Encode(point).Select(coordinate => coordinate ?? double.NaN)];

    /// <summary>
    /// The best candidate by acquisition, the first of equal ones. More of g can only make an acquisition less, so those that may have the
    /// greatest come first, and the others are out without another look.
    /// </summary>
    private TpeCandidate BestOf(TpeCandidate[] candidates)
    {
        Array.Sort(candidates, (a, b) => AtMost(b).CompareTo(AtMost(a)));
        var (best, greatest) = (candidates[0], double.NegativeInfinity);
        foreach (var candidate in candidates)
        {
            if (AtMost(candidate) < greatest - Slack(greatest))
            {
                break;
            }

            var enough = candidate.LogGood - greatest + Slack(greatest);
            var acquisition = candidate.LogGood - _bad.LogOf(_bad.Add(candidate.Point, candidate.Bad, enough: enough));
            if (double.IsInfinity(greatest) || IsGreater(acquisition, greatest)
                || (candidate.Place < best.Place && !IsGreater(greatest, acquisition)))
            {
                (best, greatest) = (candidate, acquisition);
            }
        }

        return best;
    }

    /// <summary>What a candidate's acquisition cannot exceed.</summary>
    private double AtMost(TpeCandidate candidate) => candidate.LogGood - _bad.LogOf(candidate.Bad);

    /// <summary>ln l - ln g, which grows with the expected improvement (Bergstra et al. 2011).</summary>
    private double Acquisition(ReadOnlySpan<double> point) => _good.LogRatio(point) - _bad.LogRatio(point);

    private static bool IsGreater(double acquisition, double other) => acquisition > other + Slack(other);

    private static double Slack(double acquisition) => Tolerance * (1 + Math.Abs(acquisition));
}
