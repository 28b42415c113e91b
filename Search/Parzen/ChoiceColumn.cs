using System.Runtime.InteropServices;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Parzen;

/// <summary>
/// Kernels of a parameter without order, by the rules of Optuna 5: a kernel gives its value 1 and all values together one prior's worth
/// spread over n + 1 kernels.
/// </summary>
internal sealed class ChoiceColumn(ChoiceDomain domain) : KernelColumn
{
    private const int Absent = -1;

    private readonly List<int> _indices = [];
    private int _count;
    private int _aim;
    private double _logMatch;
    private double _logMismatch;

    /// <inheritdoc/>
    public override int Count => _count;

    /// <inheritdoc/>
    public override double Most => _logMatch;

    /// <inheritdoc/>
    public override int NearCount => int.MaxValue;

    private double Smoothing => (double)domain.Probabilities.Length / (_count + 1);

    /// <inheritdoc/>
    public override void Add(int slot, int trial, double coordinate)
    {
        var isPresent = !double.IsNaN(coordinate);
        _indices.Add(isPresent ? domain.IndexAt(coordinate) : Absent);
        _count += isPresent ? 1 : 0;
    }

    /// <inheritdoc/>
    public override void Remove(int slot, int last)
    {
        _count -= _indices[slot] == Absent ? 0 : 1;
        _indices[slot] = _indices[last];
        _indices.RemoveAt(last);
    }

    /// <inheritdoc/>
    public override void Aim(double coordinate)
    {
        _aim = domain.IndexAt(coordinate);
        var smoothing = Smoothing;
        _logMismatch = Math.Log(smoothing / (1 + smoothing));
        _logMatch = Math.Log(((1 / domain.Probabilities[_aim]) + smoothing) / (1 + smoothing));
    }

    /// <inheritdoc/>
    public override void AddLogRatios(ReadOnlySpan<int> slots, Span<double> sums)
    {
        var indices = CollectionsMarshal.AsSpan(_indices);
        for (var i = 0; i < slots.Length; i++)
        {
            var index = indices[slots[i]];
            sums[i] += index == _aim ? _logMatch : index == Absent ? 0 : _logMismatch;
        }
    }

    /// <inheritdoc/>
    public override double Draw(int? slot, DrawPlace place)
    {
        if (slot is not { } own || _indices[own] == Absent)
        {
            return CoordinateOf(domain.IndexAt(place[0]));
        }

        var smoothing = Smoothing;
        return CoordinateOf(place[0] * (1 + smoothing) >= smoothing ? _indices[own] : domain.IndexAt(place[1]));
    }

    private double CoordinateOf(int index) => domain.Encode(domain.ValueAt(index));
}
