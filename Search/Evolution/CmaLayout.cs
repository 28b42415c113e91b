using SweepCluster.Contracts.Values;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Evolution;

/// <summary>Which parameters of a space are coordinates of CMA-ES and which have learned probabilities. Single values are neither.</summary>
internal sealed class CmaLayout
{
    private readonly SearchSpace _space;
    private readonly int[] _places;

    public CmaLayout(SearchSpace space)
    {
        _space = space;
        Numbers = [.. space.Dimensions.Where(dimension => !dimension.Domain.IsSingle && dimension.Domain is not ChoiceDomain)];
        Choices = [.. space.Dimensions.Where(dimension => !dimension.Domain.IsSingle && dimension.Domain is ChoiceDomain)];
        _places = [.. space.Dimensions.Select(dimension =>
            Math.Max(Array.IndexOf(Numbers, dimension), Array.IndexOf(Choices, dimension)))];
    }

    /// <summary>The parameters that are coordinates.</summary>
    public Dimension[] Numbers { get; }

    /// <summary>The parameters that have probabilities.</summary>
    public Dimension[] Choices { get; }

    /// <summary>The distribution's dimension; in a space of choices alone it has one coordinate that nothing looks at.</summary>
    public int Dimension => Math.Max(1, Numbers.Length);

    /// <summary>The borders of the levels, by coordinate.</summary>
    public Func<double, (double Low, double High)>?[] Cells()
    {
        var cells = new Func<double, (double, double)>?[Dimension];
        for (var i = 0; i < Numbers.Length; i++)
        {
            var domain = Numbers[i].Domain;
            cells[i] = domain.Levels is null ? null : place => Borders(domain.CellAt(Math.Clamp(place, 0, 1)));
        }

        return cells;
    }

    /// <summary>True when every coordinate without levels is in the space. Levels reach beyond its ends.</summary>
    public bool IsInside(double[] point) =>
        Enumerable.Range(0, Numbers.Length).All(i => Numbers[i].Domain.Levels is not null || point[i] is >= 0 and <= 1);

    /// <summary>The parameter set of coordinates and choices.</summary>
    public ParameterSet PointAt(double[] coordinates, int[] choices) => _space.Choose(dimension => dimension.Domain switch
    {
        { IsSingle: true } single => single.ValueAt(0),
        ChoiceDomain domain => domain.ValueAt(choices[_places[dimension.Position]]),
        var domain => domain.Decode(Math.Clamp(coordinates[_places[dimension.Position]], 0, 1)),
    });

    private static (double Low, double High) Borders((double Low, double High) cell) =>
        cell.Low <= 0 ? (cell.High, cell.High) : cell.High >= 1 ? (cell.Low, cell.Low) : cell;
}
