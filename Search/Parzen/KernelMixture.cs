using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Parzen;

/// <summary>
/// A density over a whole space: a mixture of one kernel per trial, the product of its parameters' kernels, and of the prior. Where a
/// trial did not have a parameter that a point has, its kernel goes on like the prior, so that what parameters have to do with each other
/// is kept across the branches of a conditional space.
/// </summary>
/// <param name="space">The space.</param>
internal sealed class KernelMixture(SearchSpace space)
{
    /// <summary>A kernel that stays further below the prior than e to this adds nothing.</summary>
    private const double Cutoff = -30;

    /// <summary>Of so few kernels all are looked at.</summary>
    private const int Few = 200;

    /// <summary>No power of e above this is a number.</summary>
    private const double MostExponent = 700;

    private readonly KernelColumn?[] _columns =
        [.. space.Dimensions.Select(dimension => dimension.Domain.IsSingle ? null : KernelColumn.For(dimension.Domain))];

    private readonly KernelColumn[] _active = new KernelColumn[space.Dimensions.Length];

    /// <summary>By place among the active columns: how much the columns from there on can add at most.</summary>
    private readonly double[] _rest = new double[space.Dimensions.Length + 1];

    /// <summary>The slots, that of the oldest trial first.</summary>
    private readonly List<int> _byAge = [];
    private readonly List<int> _trials = [];
    private double[] _weights = [];
    private double _total = 1;
    private bool _isWeighed = true;

    /// <summary>How many trials are in it.</summary>
    public int Count => _trials.Count;

    /// <summary>Adds a trial's kernel.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="point">Its coordinates by position; NaN where it had no value.</param>
    public void Add(int trial, ReadOnlySpan<double> point)
    {
        var slot = _trials.Count;
        for (var position = 0; position < _columns.Length; position++)
        {
            _columns[position]?.Add(slot, trial, point[position]);
        }

        _trials.Add(trial);
        _byAge.Insert(AgeOf(trial), slot);
        _isWeighed = false;
    }

    /// <summary>Takes a trial's kernel away.</summary>
    public void Remove(int trial)
    {
        var age = AgeOf(trial);
        var (slot, last) = (_byAge[age], _trials.Count - 1);
        _byAge.RemoveAt(age);
        foreach (var column in _columns)
        {
            column?.Remove(slot, last);
        }

        if (slot != last)
        {
            _byAge[AgeOf(_trials[last])] = slot;
            _trials[slot] = _trials[last];
        }

        _trials.RemoveAt(last);
        _isWeighed = false;
    }

    /// <summary>The logarithm of the density's ratio to the prior's.</summary>
    /// <param name="point">Coordinates by position; NaN where a parameter is inactive.</param>
    public double LogRatio(ReadOnlySpan<double> point)
    {
        Weigh();
        var (active, nearest) = Aim(point);
        var sum = 1.0;
        if (nearest is not null)
        {
            foreach (var slot in nearest.Near())
            {
                sum += _weights[slot] * Ratio(slot, active);
            }
        }
        else
        {
            for (var slot = 0; slot < _trials.Count; slot++)
            {
                sum += _weights[slot] * Ratio(slot, active);
            }
        }

        return Math.Log(sum / _total);
    }

    /// <summary>Draws a point; of a conditional space, one parameter after the other.</summary>
    /// <param name="random">The trial's random numbers.</param>
    /// <param name="round">Which of the trial's draws it is.</param>
    /// <param name="coordinates">
    /// By position: what is decided already, and NaN for the others, in whose place comes what was drawn where they are active.
    /// </param>
    public ParameterSet Draw(TrialRandom random, int round, double[] coordinates)
    {
        var slot = Pick(random.Stream(DrawPurpose.Model, round, space.Dimensions.Length));
        return space.Choose(dimension =>
        {
            if (_columns[dimension.Position] is not { } column)
            {
                return dimension.Domain.ValueAt(0);
            }

            ref var coordinate = ref coordinates[dimension.Position];
            if (double.IsNaN(coordinate))
            {
                coordinate = column.Draw(slot, random.Stream(DrawPurpose.Model, round, dimension.Position));
            }

            return dimension.Domain.Decode(coordinate);
        });
    }

    /// <summary>Draws the coordinate of one parameter for itself.</summary>
    /// <param name="dimension">The parameter, of more than one value.</param>
    /// <param name="random">The trial's random numbers.</param>
    /// <param name="round">Which of the trial's draws it is.</param>
    public double Draw(Dimension dimension, TrialRandom random, int round)
    {
        var stream = random.Stream(DrawPurpose.Model, round, dimension.Position);
        return _columns[dimension.Position]!.Draw(Pick(stream), stream);
    }

    /// <summary>A kernel, one of greater weight oftener; null for the prior.</summary>
    private int? Pick(TrialRandom random)
    {
        Weigh();
        var rest = random.NextDouble() * _total;
        foreach (var slot in _byAge)
        {
            rest -= _weights[slot];
            if (rest < 0)
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>The place of a trial among the older and younger ones.</summary>
    private int AgeOf(int trial) => Numerics.Bisection.First(_byAge.Count, age => _trials[_byAge[age]] >= trial);

    private void Weigh()
    {
        if (_isWeighed)
        {
            return;
        }

        if (_weights.Length < _trials.Count)
        {
            _weights = new double[2 * _trials.Count];
        }

        _total = 1;
        for (var age = 0; age < _byAge.Count; age++)
        {
            var weight = KernelWeight.Of(age, _byAge.Count);
            _weights[_byAge[age]] = weight;
            _total += weight;
        }

        _isWeighed = true;
    }

    /// <summary>Aims the active columns, the one that leaves fewest kernels first.</summary>
    /// <returns>How many are active, and the one whose near kernels are the only ones that count; null when all must be looked at.</returns>
    private (int Count, KernelColumn? Nearest) Aim(ReadOnlySpan<double> point)
    {
        var (count, fewest, nearest) = (0, _trials.Count, (KernelColumn?)null);
        for (var position = 0; position < _columns.Length; position++)
        {
            if (_columns[position] is not { Count: > 0 } column || double.IsNaN(point[position]))
            {
                continue;
            }

            column.Aim(point[position]);
            _active[count++] = column;

            // Kernels without the parameter are never far from it.
            if (_trials.Count > Few && column.Count == _trials.Count && column.NearCount < fewest)
            {
                (fewest, nearest) = (column.NearCount, column);
                (_active[0], _active[count - 1]) = (_active[count - 1], _active[0]);
            }
        }

        _rest[count] = 0;
        for (var i = count - 1; i >= 0; i--)
        {
            _rest[i] = _rest[i + 1] + Math.Max(0, _active[i].Most);
        }

        return (count, nearest);
    }

    private double Ratio(int slot, int active)
    {
        var sum = 0.0;
        for (var i = 0; i < active; i++)
        {
            sum += _active[i].LogRatio(slot);
            if (sum + _rest[i + 1] < Cutoff)
            {
                return 0;
            }
        }

        return Math.Exp(Math.Min(sum, MostExponent));
    }
}
