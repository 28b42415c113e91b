using SweepCluster.Search.Numerics;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Parzen;

/// <summary>
/// Kernels of a number by the rules of Optuna 5: a normal density around each observation, truncated to the unit interval; the prior's is
/// centred and as wide as the interval. A kernel's bandwidth is the greater distance to its neighbours, the prior not counted, and
/// at least 1/min(100, n + 2) of the interval ("magic clip", Bergstra et al. 2011). Levels have the mass of their cell.
/// </summary>
/// <remarks>
/// Kept up to date one observation at a time: of many observations, a new one changes the bandwidths of its neighbours only.
/// </remarks>
internal sealed class NumberColumn(Domain domain) : KernelColumn
{
    /// <summary>A kernel further away than this many bandwidths is seldom near enough for other parameters to make up for it.</summary>
    private const double Reach = 16;

    /// <summary>Up to so many levels, what the narrowest kernels give to the cell aimed at is remembered by their level.</summary>
    private const int MostRemembered = 1024;

    /// <summary>The density changes so little within a cell of this many bandwidths that its middle stands for it.</summary>
    private const double NarrowCell = 0.002;

    private const double PriorCentre = 0.5;
    private const double PriorBandwidth = 1;

    private static readonly double LogSqrtTwoPi = 0.5 * Math.Log(2 * Math.PI);
    private static readonly double LogPriorHeight = LogHeight(PriorCentre, PriorBandwidth);

    private readonly bool _hasLevels = domain.Levels is not null;
    private readonly double[] _remembered = new double[domain.Levels <= MostRemembered ? domain.Levels.Value : 0];

    /// <summary>The slots by centre, then by trial.</summary>
    private readonly List<int> _order = [];

    /// <summary>The slots whose bandwidth is above the least.</summary>
    private readonly List<int> _wide = [];
    private int[] _trials = new int[16];
    private int[] _levels = new int[16];
    private double[] _centres = new double[16];
    private double[] _inverses = new double[16];
    private double[] _logHeights = new double[16];
    private float[] _roughCentres = new float[16];
    private float[] _roughInverses = new float[16];
    private int _slots;
    private double _least = 1;
    private double _aim;
    private double _low;
    private double _high;
    private double _logWidth;
    private double _logPrior;

    /// <inheritdoc/>
    public override int Count => _order.Count;

    /// <inheritdoc/>
    public override double Most
    {
        get
        {
            // Half of the narrowest kernel is the least that the interval's ends leave of it.
            var density = Math.Log(2 / _least) - LogSqrtTwoPi;
            return (_hasLevels ? Math.Min(0, density + _logWidth) : density) - _logPrior;
        }
    }

    /// <inheritdoc/>
    public override int NearCount
    {
        get
        {
            var (reach, absent) = (Reach * _least, _slots - _order.Count);
            return PlaceFrom(_high + reach) - PlaceFrom(_low - reach) + _wide.Count + absent;
        }
    }

    /// <summary>Adds the squared distances of kernels from the value aimed at, in bandwidths; 0 where a trial did not have the parameter.</summary>
    /// <param name="begin">The first one's slot.</param>
    /// <param name="squares">A sum for each of them.</param>
    public void AddSquares(int begin, Span<float> squares) => KernelSieve.AddSquares(
        (float)_low, (float)_high, _roughCentres.AsSpan(begin, squares.Length), _roughInverses.AsSpan(begin, squares.Length), squares);

    /// <inheritdoc/>
    public override void Add(int slot, int trial, double coordinate)
    {
        if (slot == _centres.Length)
        {
            Grow(2 * slot);
        }

        _slots++;
        (_trials[slot], _centres[slot], _inverses[slot], _logHeights[slot]) = (trial, 0, 0, 0);
        (_roughCentres[slot], _roughInverses[slot]) = (0, 0);
        if (!double.IsNaN(coordinate))
        {
            (_centres[slot], _roughCentres[slot]) = (coordinate, (float)coordinate);
            _levels[slot] = _remembered.Length > 0 ? (int)domain.LevelOf(domain.Decode(coordinate)) : 0;
            var place = PlaceOf(slot);
            _order.Insert(place, slot);
            Refresh(place - 1, place + 2);
        }
    }

    /// <inheritdoc/>
    public override void Remove(int slot, int last)
    {
        var place = IsAbsent(slot) ? -1 : PlaceOf(slot);
        if (place >= 0)
        {
            _order.RemoveAt(place);
            _wide.Remove(slot);
        }

        if (slot != last)
        {
            if (!IsAbsent(last))
            {
                _order[PlaceOf(last)] = slot;
                if (_wide.IndexOf(last) is >= 0 and var index)
                {
                    _wide[index] = slot;
                }
            }

            (_trials[slot], _levels[slot], _centres[slot]) = (_trials[last], _levels[last], _centres[last]);
            (_inverses[slot], _logHeights[slot]) = (_inverses[last], _logHeights[last]);
            (_roughCentres[slot], _roughInverses[slot]) = (_roughCentres[last], _roughInverses[last]);
        }

        _slots--;
        if (place >= 0)
        {
            Refresh(place - 1, place + 1);
        }
    }

    /// <inheritdoc/>
    public override void Aim(double coordinate)
    {
        _aim = coordinate;
        if (_hasLevels)
        {
            (_low, _high) = domain.CellAt(coordinate);
            _logWidth = Math.Log(_high - _low);
            Array.Fill(_remembered, double.NaN);
        }
        else
        {
            (_low, _high) = (coordinate, coordinate);
        }

        _logPrior = LogShare(PriorCentre, 1 / PriorBandwidth, LogPriorHeight);
    }

    /// <inheritdoc/>
    public override void AddLogRatios(ReadOnlySpan<int> slots, Span<double> sums)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = slots[i];
            sums[i] += IsAbsent(slot) ? 0 : _hasLevels ? CellRatio(slot) : PointRatio(slot);
        }
    }

    /// <inheritdoc/>
    public override double Draw(int? slot, DrawPlace place)
    {
        var isOwn = slot is not null && !IsAbsent(slot.Value);
        var (centre, bandwidth) = isOwn ? (_centres[slot!.Value], 1 / _inverses[slot.Value]) : (PriorCentre, PriorBandwidth);
        var share = Math.Max(place[0], double.Epsilon);
        var deviation = TruncatedNormal.Quantile(share, -centre / bandwidth, (1 - centre) / bandwidth);
        var coordinate = Math.Clamp(centre + (bandwidth * deviation), 0, 1);
        return _hasLevels ? domain.Encode(domain.Decode(coordinate)) : coordinate;
    }

    /// <summary>The bandwidth of the observation at a place among the sorted ones.</summary>
    public static double Bandwidth(int place, int count, Func<int, double> sorted)
    {
        // The interval's ends are neighbours only of an observation that has no other.
        var own = sorted(place);
        var below = place > 0 ? own - sorted(place - 1) : count == 1 ? own : 0;
        var above = place < count - 1 ? sorted(place + 1) - own : count == 1 ? 1 - own : 0;
        return Math.Clamp(Math.Max(below, above), LeastBandwidth(count), 1);
    }

    private static double LeastBandwidth(int observations) => 1.0 / Math.Min(100, observations + 2);

    /// <summary>True when the slot's trial did not have the parameter.</summary>
    private bool IsAbsent(int slot) => _inverses[slot] <= 0;

    private double PointRatio(int slot)
    {
        var deviation = (_aim - _centres[slot]) * _inverses[slot];
        return _logHeights[slot] - (0.5 * deviation * deviation) - _logPrior;
    }

    private double CellRatio(int slot)
    {
        if (_remembered.Length == 0 || _inverses[slot] * _least < 1)
        {
            return LogShare(_centres[slot], _inverses[slot], _logHeights[slot]) - _logPrior;
        }

        ref var remembered = ref _remembered[_levels[slot]];
        if (double.IsNaN(remembered))
        {
            remembered = LogShare(_centres[slot], _inverses[slot], _logHeights[slot]) - _logPrior;
        }

        return remembered;
    }

    /// <summary>The logarithm of the density at the middle of a kernel, which what the interval cuts off makes higher.</summary>
    private static double LogHeight(double centre, double bandwidth) =>
        -Math.Log(bandwidth) - LogSqrtTwoPi - TruncatedNormal.LogMass(-centre / bandwidth, (1 - centre) / bandwidth);

    /// <summary>The logarithm of a kernel's density at the coordinate aimed at; of a cell, of its probability.</summary>
    private double LogShare(double centre, double inverse, double logHeight)
    {
        if (!_hasLevels || (_high - _low) * inverse < NarrowCell)
        {
            var deviation = (_aim - centre) * inverse;
            return logHeight - (0.5 * deviation * deviation) + (_hasLevels ? _logWidth : 0);
        }

        return logHeight - Math.Log(inverse) + LogSqrtTwoPi + TruncatedNormal.LogMass((_low - centre) * inverse, (_high - centre) * inverse);
    }

    /// <summary>Computes bandwidths of places anew: of all, when the least one has changed.</summary>
    private void Refresh(int first, int end)
    {
        var least = LeastBandwidth(_order.Count);
        if (!least.Equals(_least))
        {
            _least = least;
            _wide.Clear();
            (first, end) = (0, _order.Count);
        }

        for (var place = Math.Max(first, 0); place < Math.Min(end, _order.Count); place++)
        {
            var slot = _order[place];
            var bandwidth = Bandwidth(place, _order.Count, i => _centres[_order[i]]);
            _wide.Remove(slot);
            if (bandwidth > _least)
            {
                _wide.Add(slot);
            }

            if (!(1 / bandwidth).Equals(_inverses[slot]))
            {
                (_inverses[slot], _logHeights[slot]) = (1 / bandwidth, LogHeight(_centres[slot], bandwidth));
                _roughInverses[slot] = (float)_inverses[slot];
            }
        }
    }

    /// <summary>The place of the first observation that is not below a coordinate.</summary>
    private int PlaceFrom(double coordinate)
    {
        var (low, high) = (0, _order.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _centres[_order[middle]] >= coordinate ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private int PlaceOf(int slot) => Bisection.First(_order.Count, place => Compare(_order[place], slot) >= 0);

    private int Compare(int slot, int other)
    {
        var order = _centres[slot].CompareTo(_centres[other]);
        return order != 0 ? order : _trials[slot].CompareTo(_trials[other]);
    }

    private void Grow(int size)
    {
        Array.Resize(ref _trials, size);
        Array.Resize(ref _levels, size);
        Array.Resize(ref _centres, size);
        Array.Resize(ref _inverses, size);
        Array.Resize(ref _roughCentres, size);
        Array.Resize(ref _roughInverses, size);
        Array.Resize(ref _logHeights, size);
    }
}
