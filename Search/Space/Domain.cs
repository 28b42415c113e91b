using System.Globalization;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Space;

/// <summary>
/// The values one parameter can take, laid out on the unit interval so that a uniform coordinate gives the parameter's own distribution.
/// </summary>
internal abstract class Domain
{
    /// <summary>How many values there are; null when they are not countable.</summary>
    public abstract long? Levels { get; }

    /// <summary>True when there is nothing to choose.</summary>
    public bool IsSingle => Levels == 1;

    /// <summary>Compiles a distribution.</summary>
    /// <exception cref="ArgumentException">The distribution's numbers make no sense; the message says which and why.</exception>
    public static Domain Compile(Distribution distribution) => distribution switch
    {
        ConstantDistribution constant => new ChoiceDomain([constant.Value], null),
        CategoricalDistribution choices => new ChoiceDomain(choices.Values, choices.Probabilities),
        UniformDistribution uniform => RangeOf(uniform.Min, uniform.Max, uniform.Q, uniform.Integer, Scale.Linear),
        LogUniformDistribution uniform => RangeOf(uniform.Min, uniform.Max, uniform.Q, uniform.Integer, Scale.Log),
        NormalDistribution normal => new NormalDomain(normal.Mu, normal.Sigma, Scale.Linear),
        LogNormalDistribution normal => new NormalDomain(normal.Mu, normal.Sigma, Scale.Log),
        _ => throw new ArgumentException($"The distribution {distribution.GetType().Name} is not known to the search space."),
    };

    /// <summary>The coordinate of a value of this domain, from 0 to 1; of a level, the middle it is modelled at.</summary>
    public abstract double Encode(ParameterValue value);

    /// <summary>The value at a coordinate from 0 to 1.</summary>
    public abstract ParameterValue Decode(double coordinate);

    /// <summary>The value in this domain's own form, such as 1.0 for 1; null when it is not one of the domain's.</summary>
    public abstract ParameterValue? Normalise(ParameterValue value);

    /// <summary>One of the values, counted from 0 to <see cref="Levels"/> - 1.</summary>
    public virtual ParameterValue ValueAt(long level) =>
        throw new InvalidOperationException("A continuous domain has no levels; check Levels first.");

    /// <summary>The place of a value of this domain among its levels.</summary>
    public virtual long LevelOf(ParameterValue value) =>
        throw new InvalidOperationException("A continuous domain has no levels; check Levels first.");

    /// <summary>The stretch of the unit interval that decodes to the same value.</summary>
    public virtual (double Low, double High) CellAt(double coordinate) => (coordinate, coordinate);

    /// <summary>The allowed values in words, for messages.</summary>
    public abstract string Allowed { get; }

    /// <summary>A number as it is printed in messages.</summary>
    protected static string Print(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static Domain RangeOf(double min, double max, double? q, bool integer, Scale scale)
    {
        if (!double.IsFinite(min) || !double.IsFinite(max) || max < min)
        {
            throw new ArgumentException($"The range was {Print(min)} to {Print(max)}; both must be finite and min at most max.");
        }

        if (scale == Scale.Log && min <= 0)
        {
            throw new ArgumentException($"The least value of a logarithmic range was {Print(min)}; it must be above 0.");
        }

        var step = q ?? (integer ? 1 : null);
        return step is null && max > min
            ? new ContinuousDomain(min, max, scale)
            : new LevelDomain(min, max, step ?? 1, integer, scale);
    }
}
