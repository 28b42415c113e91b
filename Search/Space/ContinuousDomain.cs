using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Space;

/// <summary>All real numbers of a range, uniform on its scale.</summary>
internal sealed class ContinuousDomain(double min, double max, Scale scale) : Domain
{
    private readonly double _low = scale.Forward(min);
    private readonly double _width = scale.Forward(max) - scale.Forward(min);

    /// <inheritdoc/>
    public override long? Levels => null;

    /// <inheritdoc/>
    public override string Allowed => $"a number from {Print(min)} to {Print(max)}";

    /// <inheritdoc/>
    public override double Encode(ParameterValue value) =>
        Math.Clamp((scale.Forward(value.Number) - _low) / _width, 0, 1);

    /// <inheritdoc/>
    public override ParameterValue Decode(double coordinate) =>
        ParameterValue.Of(Math.Clamp(scale.Back(_low + (coordinate * _width)), min, max));

    /// <inheritdoc/>
    public override ParameterValue? Normalise(ParameterValue value) =>
        value.IsNumber && value.Number >= min && value.Number <= max ? ParameterValue.Of(value.Number) : null;
}
