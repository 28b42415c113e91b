using SweepCluster.Contracts.Values;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Surrogates;

/// <summary>
/// Looks for the points of a mixed, conditional space with the greatest acquisition: points from all over the space and near good ones,
/// and from the best of them small random steps, ever smaller ones, of which those that gain are kept.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="acquisition">What is to be great.</param>
/// <param name="random">The trial's random numbers.</param>
internal sealed class AcquisitionSearch(SearchSpace space, Func<ParameterSet, double> acquisition, TrialRandom random)
{
    private const int FromSpace = 256;
    private const int Starts = 4;
    private const int StepsEach = 40;
    private const double FirstStep = 0.2;
    private const double LastStep = 0.002;

    /// <summary>An acquisition counts as greater only by more than this, so that the last bits of exp and log decide nothing.</summary>
    private const double Tolerance = 1e-9;

    private readonly TrialRandom _stream = random.Stream(DrawPurpose.Model);

    /// <summary>Points, greatest acquisition first.</summary>
    /// <param name="near">Good points to look near.</param>
    public IEnumerable<ParameterSet> Run(IEnumerable<ParameterSet> near)
    {
        var found = new List<Candidate>();
        for (var i = 0; i < FromSpace; i++)
        {
            found.Add(At([.. space.Dimensions.Select(_ => _stream.NextDouble())]));
        }

        found.AddRange(near.Select(point => At([.. space.Encode(point).Select(coordinate => coordinate ?? _stream.NextDouble())])));
        Candidate[] starts = [.. found.OrderByDescending(candidate => candidate.Acquisition).Take(Starts)];
        found.AddRange(starts.Select(Climb));
        return found.OrderByDescending(candidate => candidate.Acquisition).Select(candidate => candidate.Point).Distinct();
    }

    private Candidate Climb(Candidate candidate)
    {
        for (var i = 0; i < StepsEach; i++)
        {
            var size = FirstStep * Math.Pow(LastStep / FirstStep, (double)i / (StepsEach - 1));
            var next = At(Step(candidate.Coordinates, size));
            candidate = next.Acquisition > candidate.Acquisition + (Tolerance * (1 + Math.Abs(candidate.Acquisition))) ? next : candidate;
        }

        return candidate;
    }

    // One parameter changes for sure, each other with the chance of one in three.
    private double[] Step(double[] coordinates, double size)
    {
        var next = coordinates.ToArray();
        var certain = next.Length == 0 ? 0 : _stream.NextInt(next.Length);
        for (var i = 0; i < next.Length; i++)
        {
            if (i == certain || _stream.NextInt(3) == 0)
            {
                next[i] = Moved(space.Dimensions[i].Domain, next[i], size);
            }
        }

        return next;
    }

    // A level moves by one level at least; a category to any.
    private double Moved(Domain domain, double coordinate, double size)
    {
        if (domain is ChoiceDomain)
        {
            return _stream.NextDouble();
        }

        var step = size * Normal.Draw(_stream);
        var (low, high) = domain.CellAt(coordinate);
        var least = Math.Max(high - coordinate, coordinate - low) + 1e-9;
        step = domain.Levels is null || Math.Abs(step) > least ? step : Math.Sign(step) * least;
        return Math.Clamp(coordinate + step, 0, 1);
    }

    private Candidate At(double[] coordinates)
    {
        var point = space.Choose(dimension => dimension.Domain.Decode(coordinates[dimension.Position]));
        return new Candidate(coordinates, point, acquisition(point));
    }

    private sealed record Candidate(double[] Coordinates, ParameterSet Point, double Acquisition);
}
