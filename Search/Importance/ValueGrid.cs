using SweepCluster.Contracts.Values;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Importance;

/// <summary>The values of a parameter sorted into cells: each category its own, numbers into at most 50 of equal width on their scale.</summary>
internal sealed class ValueGrid
{
    private const int MostCells = 50;
    private readonly Func<ParameterValue, double> _place;
    private readonly double _low;
    private readonly double _width;

    private ValueGrid(int cells, bool isCategorical, double low, double high, Func<ParameterValue, double> place)
    {
        (Cells, IsCategorical, _low, _place) = (cells, isCategorical, low, place);
        _width = (high - low) / (cells - 1);
    }

    /// <summary>How many cells there are; at least 2.</summary>
    public int Cells { get; }

    /// <summary>True when the cells have no order.</summary>
    public bool IsCategorical { get; }

    /// <summary>The cells of a parameter that has more than one value.</summary>
    public static ValueGrid Of(Domain domain)
    {
        if (domain is ChoiceDomain choices)
        {
            return new ValueGrid(choices.Probabilities.Length, true, 0, choices.Probabilities.Length - 1, value => domain.LevelOf(value));
        }

        if (domain is not LevelDomain levels)
        {
            return new ValueGrid(MostCells, false, 0, 1, domain.Encode);
        }

        var (low, high) = (domain.ValueAt(0).Number, domain.ValueAt(domain.Levels!.Value - 1).Number);
        var cells = levels.Scale == Scale.Log
            ? (int)Math.Ceiling(Math.Log2(high - low + 1)) + 1
            : (int)Math.Min(domain.Levels.Value, MostCells);
        return new ValueGrid(
            Math.Clamp(cells, 2, MostCells),
            false,
            levels.Scale.Forward(low),
            levels.Scale.Forward(high),
            value => levels.Scale.Forward(value.Number));
    }

    /// <summary>How many of some values are in each cell.</summary>
    public double[] Count(IEnumerable<ParameterValue> values)
    {
        var counts = new double[Cells];
        foreach (var value in values)
        {
            counts[CellOf(value)]++;
        }

        return counts;
    }

    // Half down: a value in the middle between two cells belongs to the lower one.
    private int CellOf(ParameterValue value) =>
        Math.Clamp((int)Math.Ceiling(((_place(value) - _low) / _width) - 0.5 - 1e-9), 0, Cells - 1);
}
