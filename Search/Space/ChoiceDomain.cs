using System.Collections.Immutable;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Space;

/// <summary>Values without an order; each owns a stretch of the unit interval as long as its probability.</summary>
internal sealed class ChoiceDomain : Domain
{
    private readonly ImmutableArray<ParameterValue> _values;
    private readonly double[] _ends;

    public ChoiceDomain(ImmutableArray<ParameterValue> values, ImmutableArray<double>? probabilities)
    {
        if (values.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A parameter had no values to choose from; it needs at least one.");
        }

        if (values.Distinct().Count() < values.Length)
        {
            throw new ArgumentException($"The values {string.Join(", ", values)} were not distinct; name each once.");
        }

        _values = values;
        Probabilities = [.. probabilities ?? Enumerable.Repeat(1.0 / values.Length, values.Length)];
        CheckProbabilities();
        _ends = Accumulate(Probabilities);
    }

    /// <summary>One probability per value, summing to 1.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <inheritdoc/>
    public override long? Levels => _values.Length;

    /// <inheritdoc/>
    public override string Allowed => "one of " + string.Join(", ", _values);

    /// <inheritdoc/>
    public override double Encode(ParameterValue value)
    {
        var index = (int)LevelOf(value);
        return (Start(index) + _ends[index]) / 2;
    }

    /// <inheritdoc/>
    public override ParameterValue Decode(double coordinate) => _values[IndexAt(coordinate)];

    /// <inheritdoc/>
    public override ParameterValue? Normalise(ParameterValue value) =>
        _values.Contains(value) ? value
        : _values.Where(own => own.Matches(value)).Select(own => (ParameterValue?)own).FirstOrDefault();

    /// <inheritdoc/>
    public override ParameterValue ValueAt(long level) => _values[(int)level];

    /// <inheritdoc/>
    public override long LevelOf(ParameterValue value) => _values.IndexOf(value);

    /// <inheritdoc/>
    public override (double Low, double High) CellAt(double coordinate)
    {
        var index = IndexAt(coordinate);
        return (Start(index), _ends[index]);
    }

    /// <summary>The place of the value at a coordinate. A value of probability 0 is never found.</summary>
    public int IndexAt(double coordinate)
    {
        var found = Array.BinarySearch(_ends, coordinate);
        var index = found < 0 ? ~found : found + 1;
        while (index < _ends.Length && _ends[index] <= coordinate)
        {
            index++;
        }

        return index < _ends.Length ? index : LastPossible();
    }

    private static double[] Accumulate(ImmutableArray<double> probabilities)
    {
        var ends = new double[probabilities.Length];
        var sum = 0.0;
        for (var i = 0; i < ends.Length; i++)
        {
            sum += probabilities[i];
            ends[i] = sum;
        }

        return ends;
    }

    private double Start(int index) => index == 0 ? 0 : _ends[index - 1];

    private int LastPossible()
    {
        var last = _ends.Length - 1;
        while (last > 0 && Probabilities[last] <= 0)
        {
            last--;
        }

        return last;
    }

    private void CheckProbabilities()
    {
        var sum = Probabilities.Sum();
        if (Probabilities.Length != _values.Length || Probabilities.Any(p => !(p >= 0)) || Math.Abs(sum - 1) > 1e-6)
        {
            throw new ArgumentException(
                $"The probabilities {string.Join(", ", Probabilities.Select(Print))} must be one per value, at least 0, and sum to 1.");
        }
    }
}
