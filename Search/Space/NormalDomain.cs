using SweepCluster.Contracts.Values;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Space;

/// <summary>Real numbers that are normal on their scale; the coordinate is the cumulative probability.</summary>
internal sealed class NormalDomain : Domain
{
    private const double Tail = 1e-15;
    private readonly double _mu;
    private readonly double _sigma;
    private readonly Scale _scale;

    public NormalDomain(double mu, double sigma, Scale scale)
    {
        if (!double.IsFinite(mu) || !double.IsFinite(sigma) || sigma <= 0)
        {
            throw new ArgumentException($"The normal distribution had mu {Print(mu)} and sigma {Print(sigma)}; sigma must be above 0.");
        }

        (_mu, _sigma, _scale) = (mu, sigma, scale);
    }

    /// <inheritdoc/>
    public override long? Levels => null;

    /// <inheritdoc/>
    public override string Allowed => _scale == Scale.Log ? "a number above 0" : "a number";

    /// <inheritdoc/>
    public override double Encode(ParameterValue value) => Normal.Cdf((_scale.Forward(value.Number) - _mu) / _sigma);

    /// <inheritdoc/>
    public override ParameterValue Decode(double coordinate)
    {
        var number = _scale.Back(_mu + (_sigma * Normal.Quantile(Math.Clamp(coordinate, Tail, 1 - Tail))));
        return ParameterValue.Of(Math.Clamp(number, double.MinValue, double.MaxValue));
    }

    /// <inheritdoc/>
    public override ParameterValue? Normalise(ParameterValue value) =>
        value.IsNumber && (_scale == Scale.Linear || value.Number > 0) ? ParameterValue.Of(value.Number) : null;
}
