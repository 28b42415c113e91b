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
    /// <summary>A kernel that stays further below the others together, or below the prior, than e to this adds nothing.</summary>
    private const double Cutoff = -30;

    /// <summary>So many kernels are looked at at once.</summary>
    private const int BlockSize = 2_048;

    /// <summary>So many parameters are looked at to find out which kernels are far away.</summary>
    private const int MostSifting = 8;

    /// <summary>More than the rounding to single precision makes of a squared distance that matters.</summary>
    private const float RoundingMargin = 0.05f;

    /// <summary>No power of e above this is a number.</summary>
    private const double MostExponent = 700;

    private readonly KernelColumn?[] _columns =
        [.. space.Dimensions.Select(dimension => dimension.Domain.IsSingle ? null : KernelColumn.For(dimension.Domain))];

    private readonly KernelColumn[] _active = new KernelColumn[space.Dimensions.Length];
    private readonly int[] _nearCounts = new int[space.Dimensions.Length];

    /// <summary>By place among the active columns: how much the columns from there on can add at most.</summary>
    private readonly double[] _rest = new double[space.Dimensions.Length + 1];

    /// <summary>The slots, that of the oldest trial first.</summary>
    private readonly List<int> _byAge = [];
    private readonly List<int> _trials = [];
    private readonly ParameterValue?[] _chosen = new ParameterValue?[space.Dimensions.Length];

    /// <summary>Of a block: each kernel's squared distance; the slots of those that are near; what was summed up of each of these.</summary>
    private float[] _squares = [];
    private int[] _near = [];
    private double[] _sums = [];
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
    public double LogRatio(ReadOnlySpan<double> point) => LogOf(Add(point, Begin()));

    /// <summary>The sum of no kernel: the prior alone.</summary>
    public RatioSum Begin() => new(1, _trials.Count);

    /// <summary>The sum with more kernels, the newest first: they count most, and lie where the search is.</summary>
    /// <param name="point">Coordinates by position; NaN where a parameter is inactive.</param>
    /// <param name="begun">The sum so far.</param>
    /// <param name="most">How many kernels are looked at.</param>
    /// <param name="enough">Of a ratio above this, as its logarithm, no more needs to be known.</param>
    public RatioSum Add(
        ReadOnlySpan<double> point, RatioSum begun, int most = int.MaxValue, double enough = double.PositiveInfinity)
    {
        Weigh();
        var active = Aim(point);
        var (sum, end, last) = (begun.Sum, begun.Left, Math.Max(0, begun.Left - most));
        for (var greatest = Math.Exp(enough) * _total; end > last && !(sum > greatest);)
        {
            var first = Math.Max(last, end - BlockSize);
            sum += SumOf(first, end, active, Cutoff + Math.Log(sum));
            end = first;
        }

        return new RatioSum(sum, end);
    }

    /// <summary>The logarithm of the ratio, of which more kernels can only make more.</summary>
    public double LogOf(RatioSum sum) => Math.Log(sum.Sum / _total);

    /// <summary>Draws a point; of a conditional space, one parameter after the other.</summary>
    /// <param name="random">The trial's random numbers.</param>
    /// <param name="round">Which of the trial's draws it is.</param>
    /// <param name="coordinates">
    /// By position: what is decided already, and NaN for the others, in whose place comes what was drawn where they are active.
    /// </param>
    public void Draw(TrialRandom random, int round, double[] coordinates)
    {
        var slot = Pick(new DrawPlace(random, round, space.Dimensions.Length));
        Array.Clear(_chosen);
        foreach (var dimension in space.Ordered)
        {
            if (!dimension.IsActive(_chosen))
            {
                continue;
            }

            ref var coordinate = ref coordinates[dimension.Position];
            if (_columns[dimension.Position] is { } column && double.IsNaN(coordinate))
            {
                coordinate = column.Draw(slot, new DrawPlace(random, round, dimension.Position));
            }

            if (dimension.IsParent)
            {
                _chosen[dimension.Position] = dimension.Domain.Decode(double.IsNaN(coordinate) ? 0 : coordinate);
            }
        }
    }

    /// <summary>Draws the coordinate of one parameter for itself.</summary>
    /// <param name="dimension">The parameter, of more than one value.</param>
    /// <param name="random">The trial's random numbers.</param>
    /// <param name="round">Which of the trial's draws it is.</param>
    public double Draw(Dimension dimension, TrialRandom random, int round)
    {
        var place = new DrawPlace(random, round, dimension.Position);
        return _columns[dimension.Position]!.Draw(Pick(place), place with { Begin = 1 });
    }

    /// <summary>A kernel, one of greater weight oftener; null for the prior.</summary>
    private int? Pick(DrawPlace place)
    {
        Weigh();
        var rest = place[0] * _total;
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
            var block = Math.Min(_weights.Length, BlockSize);
            (_squares, _near, _sums) = (new float[block], new int[block], new double[block]);
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

    /// <summary>Aims the active columns, those that leave fewest kernels first.</summary>
    /// <returns>How many are active.</returns>
    private int Aim(ReadOnlySpan<double> point)
    {
        var count = 0;
        for (var position = 0; position < _columns.Length; position++)
        {
            if (_columns[position] is not { Count: > 0 } column || double.IsNaN(point[position]))
            {
                continue;
            }

            column.Aim(point[position]);
            var (near, place) = (column.NearCount, count++);
            for (; place > 0 && _nearCounts[place - 1] > near; place--)
            {
                (_active[place], _nearCounts[place]) = (_active[place - 1], _nearCounts[place - 1]);
            }

            (_active[place], _nearCounts[place]) = (column, near);
        }

        _rest[count] = 0;
        for (var i = count - 1; i >= 0; i--)
        {
            _rest[i] = _rest[i + 1] + Math.Max(0, _active[i].Most);
        }

        return count;
    }

    /// <summary>The weighted ratios of a block of kernels; those below a cutoff are left out.</summary>
    /// <param name="begin">The block's first slot.</param>
    /// <param name="end">The slot after its last.</param>
    /// <param name="active">How many columns are active.</param>
    /// <param name="cutoff">The logarithm of the least ratio that counts.</param>
    private double SumOf(int begin, int end, int active, double cutoff)
    {
        var count = Sift(begin, end, active, 2 * (_rest[0] - cutoff));
        Array.Clear(_sums, 0, count);
        for (var i = 0; i < active && count > 0; i++)
        {
            _active[i].AddLogRatios(_near.AsSpan(0, count), _sums);
            count = Keep(count, cutoff - _rest[i + 1]);
        }

        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += _weights[_near[i]] * Math.Exp(Math.Min(_sums[i], MostExponent));
        }

        return sum;
    }

    /// <summary>Finds the kernels of a block that a few parameters alone do not put too far away: looking at all is most of the work.</summary>
    /// <returns>How many they are.</returns>
    private int Sift(int begin, int end, int active, double most)
    {
        var squares = _squares.AsSpan(0, end - begin);
        squares.Clear();
        for (var i = 0; i < Math.Min(active, MostSifting) && _active[i] is NumberColumn number; i++)
        {
            number.AddSquares(begin, squares);
        }

        return KernelSieve.Pass(squares, (float)most + RoundingMargin, begin, _near);
    }

    /// <summary>Keeps the kernels whose sums are not too low.</summary>
    /// <returns>How many they are.</returns>
    private int Keep(int count, double least)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (_sums[i] >= least)
            {
                (_near[kept], _sums[kept]) = (_near[i], _sums[i]);
                kept++;
            }
        }

        return kept;
    }
}
