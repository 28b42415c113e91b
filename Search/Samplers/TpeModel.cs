using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// The two densities of every parameter, l(x) of the good trials and g(x) of all others, made when first needed. Running and failed
/// trials are among the others: what is being tried or cannot be trained repels (constant liar, Ginsbourger et al. 2010).
/// </summary>
internal sealed class TpeModel(SearchHistory history, bool[] isGood)
{
    /// <summary>An acquisition counts as greater only by more than this, so that the last bits of exp and log decide nothing.</summary>
    private const double Tolerance = 1e-9;

    private readonly Dictionary<(int Position, double Coordinate), double> _acquisitions = [];
    private readonly (IDensity Good, IDensity Bad)?[] _densities = new (IDensity, IDensity)?[history.Space.Dimensions.Length];

    /// <summary>The best by acquisition of some candidates drawn from l, each parameter for itself.</summary>
    public ParameterSet Draw(TrialRandom random, int round, int candidates) => history.Space.Choose(dimension =>
    {
        if (dimension.Domain.IsSingle)
        {
            return dimension.Domain.ValueAt(0);
        }

        var stream = random.Stream(DrawPurpose.Model, round, dimension.Position);
        var good = DensitiesOf(dimension).Good;
        var drawn = Enumerable.Range(0, candidates).Select(_ => good.Draw(stream));
        return dimension.Domain.Decode(Best(drawn, coordinate => Acquisition(dimension, coordinate)));
    });

    /// <summary>The best by acquisition, summed over active parameters, of given points.</summary>
    public ParameterSet BestOf(IEnumerable<ParameterSet> points) => Best(points, Acquisition);

    // ln l - ln g, which grows with the expected improvement (Bergstra et al. 2011). Levels come up again and again.
    private double Acquisition(Dimension dimension, double coordinate)
    {
        if (_acquisitions.TryGetValue((dimension.Position, coordinate), out var known))
        {
            return known;
        }

        var (good, bad) = DensitiesOf(dimension);
        var acquisition = Math.Log(good.At(coordinate)) - Math.Log(bad.At(coordinate));
        if (dimension.Domain.Levels is not null)
        {
            _acquisitions.Add((dimension.Position, coordinate), acquisition);
        }

        return acquisition;
    }

    private double Acquisition(ParameterSet point)
    {
        var coordinates = history.Space.Encode(point);
        return history.Space.Dimensions
            .Where(dimension => !dimension.Domain.IsSingle)
            .Sum(dimension => coordinates[dimension.Position] is { } coordinate ? Acquisition(dimension, coordinate) : 0);
    }

    private static T Best<T>(IEnumerable<T> candidates, Func<T, double> acquisition)
    {
        var best = default(T);
        var greatest = double.NegativeInfinity;
        foreach (var candidate in candidates)
        {
            var value = acquisition(candidate);
            if (double.IsNegativeInfinity(greatest) || value > greatest + (Tolerance * (1 + Math.Abs(greatest))))
            {
                (best, greatest) = (candidate, value);
            }
        }

        return best!;
    }

    private (IDensity Good, IDensity Bad) DensitiesOf(Dimension dimension)
    {
        ref var densities = ref _densities[dimension.Position];
        densities ??= (Estimate(dimension, side: true), Estimate(dimension, side: false));
        return densities.Value;
    }

    private IDensity Estimate(Dimension dimension, bool side)
    {
        var observations = ParzenSide.Of(history.ColumnOf(dimension), isGood, side);
        return dimension.Domain is ChoiceDomain choices
            ? new ChoiceDensity(choices, observations)
            : new NumberDensity(dimension.Domain, observations);
    }
}
