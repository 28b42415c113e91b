using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Samplers;

/// <summary>The coordinates that trials had in one parameter, kept by age and in sorted order. Trials without the parameter are absent.</summary>
internal sealed class Column
{
    private readonly List<int> _trials = [];
    private readonly List<double> _coordinates = [];
    private readonly GrowingOrder<int> _order;

    /// <summary>A column without coordinates.</summary>
    public Column()
    {
        _order = new GrowingOrder<int>(Comparer<int>.Create(Compare));
    }

    /// <summary>How many trials have the parameter.</summary>
    public int Count => _trials.Count;

    /// <summary>Places by coordinate, then by age.</summary>
    public IReadOnlyList<int> Sorted => _order.Sorted;

    /// <summary>The trial's number at a place; places count by age, oldest first.</summary>
    public int TrialAt(int place) => _trials[place];

    /// <summary>The coordinate at a place, from 0 to 1.</summary>
    public double CoordinateAt(int place) => _coordinates[place];

    /// <summary>Adds the youngest trial.</summary>
    public void Add(int trial, double coordinate)
    {
        _order.Add(_trials.Count);
        _trials.Add(trial);
        _coordinates.Add(coordinate);
    }

    private int Compare(int place, int other)
    {
        var order = _coordinates[place].CompareTo(_coordinates[other]);
        return order != 0 ? order : place.CompareTo(other);
    }
}
