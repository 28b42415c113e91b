using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Space;

/// <summary>
/// The numbers min, min + q, min + 2q, … of a range, uniform on its scale. Each level owns the stretch half a step to both sides; a
/// level is always computed from its place, never accumulated.
/// </summary>
internal sealed class LevelDomain : Domain
{
    /// <summary>How close to a whole number of steps the greatest value must be to count as a level, relative to that number.</summary>
    private const double StepTolerance = 1e-9;

    /// <summary>How far, in steps, a value given from outside may be from its level.</summary>
    private const double ForeignTolerance = 1e-8;

    private readonly double _min;
    private readonly double _max;
    private readonly double _step;
    private readonly bool _integer;
    private readonly Scale _scale;
    private readonly long _count;
    private readonly double _low;
    private readonly double _width;

    public LevelDomain(double min, double max, double step, bool integer, Scale scale)
    {
        if (!(step > 0) || !double.IsFinite(step))
        {
            throw new ArgumentException($"The distance q between levels was {Print(step)}; it must be above 0.");
        }

        (_min, _step, _integer, _scale) = (min, step, integer, scale);
        _count = CountLevels(min, max, step);
        _max = Math.Min(max, min + ((_count - 1) * step));
        _low = scale.Forward(LowerEdge(0));
        _width = scale.Forward(LowerEdge(_count)) - _low;
    }

    /// <summary>The scale on which the levels are uniform.</summary>
    public Scale Scale => _scale;

    /// <inheritdoc/>
    public override long? Levels => _count;

    /// <inheritdoc/>
    public override string Allowed => _count == 1
        ? Print(_min)
        : $"{(_integer ? "a whole number" : "a number")} from {Print(_min)} to {Print(_max)} in steps of {Print(_step)}";

    /// <inheritdoc/>
    public override double Encode(ParameterValue value) => Coordinate(value.Number);

    /// <inheritdoc/>
    public override ParameterValue Decode(double coordinate) => ValueAt(LevelAt(coordinate));

    /// <inheritdoc/>
    public override ParameterValue? Normalise(ParameterValue value)
    {
        if (!value.IsNumber)
        {
            return null;
        }

        var steps = (value.Number - _min) / _step;
        var level = Math.Round(steps);
        var isLevel = Math.Abs(steps - level) <= ForeignTolerance && level >= 0 && level < _count;
        return isLevel ? ValueAt((long)level) : null;
    }

    /// <inheritdoc/>
    public override ParameterValue ValueAt(long level)
    {
        var value = Number(level);
        return _integer ? ParameterValue.Of((long)Math.Round(value)) : ParameterValue.Of(value);
    }

    /// <inheritdoc/>
    public override long LevelOf(ParameterValue value) => (long)Math.Round((value.Number - _min) / _step);

    /// <inheritdoc/>
    public override (double Low, double High) CellAt(double coordinate)
    {
        var level = LevelAt(coordinate);
        return (level == 0 ? 0 : Coordinate(LowerEdge(level)), level == _count - 1 ? 1 : Coordinate(LowerEdge(level + 1)));
    }

    private static long CountLevels(double min, double max, double step)
    {
        var steps = (max - min) / step;
        var whole = Math.Round(steps);
        var fits = Math.Abs(steps - whole) <= StepTolerance * Math.Max(1, steps);
        var count = (fits ? whole : Math.Floor(steps)) + 1;
        return count <= 1L << 52
            ? (long)count
            : throw new ArgumentException($"The range {Print(min)} to {Print(max)} has more than 2^52 steps of {Print(step)}; leave q out.");
    }

    // Half up: the lower of two levels ends where the upper one begins.
    private long LevelAt(double coordinate)
    {
        var number = _scale.Back(_low + (coordinate * _width));
        return Math.Clamp((long)Math.Floor(((number - _min) / _step) + 0.5), 0, _count - 1);
    }

    private double Coordinate(double number) => Math.Clamp((_scale.Forward(number) - _low) / _width, 0, 1);

    private double Number(long level) => Math.Min(_min + (level * _step), _max);

    // On a logarithmic scale the half step below the least value may reach past 0; half of the value stands in for it then.
    private double LowerEdge(long level)
    {
        var edge = _min + ((level - 0.5) * _step);
        return _scale == Scale.Log && edge <= 0 ? _min / 2 : edge;
    }
}
