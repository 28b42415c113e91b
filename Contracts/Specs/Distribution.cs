using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Specs;

/// <summary>The set of values one parameter can take, and how chance spreads over it. A closed family.</summary>
[GenerateSerializer, Alias("distribution"), Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ConstantDistribution), "constant")]
[JsonDerivedType(typeof(CategoricalDistribution), "categorical")]
[JsonDerivedType(typeof(UniformDistribution), "uniform")]
[JsonDerivedType(typeof(LogUniformDistribution), "log_uniform_values")]
[JsonDerivedType(typeof(NormalDistribution), "normal")]
[JsonDerivedType(typeof(LogNormalDistribution), "log_normal")]
public abstract record Distribution;

/// <summary>Always the same value.</summary>
/// <param name="Value">The value.</param>
[GenerateSerializer, Alias("constant"), Immutable]
public sealed record ConstantDistribution([property: Id(0)] ParameterValue Value) : Distribution;

/// <summary>One of several values that have no order.</summary>
/// <param name="Values">The values; distinct, at least one.</param>
/// <param name="Probabilities">One probability per value, summing to 1; null for equal ones.</param>
[GenerateSerializer, Alias("categorical"), Immutable]
public sealed record CategoricalDistribution(
    [property: Id(0)] ImmutableArray<ParameterValue> Values,
    [property: Id(1)] ImmutableArray<double>? Probabilities = null) : Distribution;

/// <summary>
/// A number, uniform over an inclusive range. The sweep file's <c>uniform</c>, <c>q_uniform</c> and <c>int_uniform</c> all become this.
/// </summary>
/// <param name="Min">The least value.</param>
/// <param name="Max">The greatest value; at least <paramref name="Min"/>.</param>
/// <param name="Q">The distance between neighbouring levels min, min + q, min + 2q, … ; null for a continuous range. Whole numbers have at least 1.</param>
/// <param name="Integer">True when chosen values are whole numbers.</param>
[GenerateSerializer, Alias("uniform"), Immutable]
public sealed record UniformDistribution(
    [property: Id(0)] double Min,
    [property: Id(1)] double Max,
    [property: Id(2)] double? Q = null,
    [property: Id(3)] bool Integer = false) : Distribution;

/// <summary>
/// A positive number whose logarithm is uniform. The sweep file's <c>log_uniform_values</c>, <c>q_log_uniform_values</c> and
/// <c>log_uniform</c> (after its exponents were turned into values) all become this.
/// </summary>
/// <param name="Min">The least value; above 0.</param>
/// <param name="Max">The greatest value; at least <paramref name="Min"/>.</param>
/// <param name="Q">The distance between neighbouring levels min, min + q, … ; null for a continuous range.</param>
/// <param name="Integer">True when chosen values are whole numbers.</param>
[GenerateSerializer, Alias("log-uniform"), Immutable]
public sealed record LogUniformDistribution(
    [property: Id(0)] double Min,
    [property: Id(1)] double Max,
    [property: Id(2)] double? Q = null,
    [property: Id(3)] bool Integer = false) : Distribution;

/// <summary>A real number with a normal distribution.</summary>
/// <param name="Mu">The mean.</param>
/// <param name="Sigma">The standard deviation; above 0.</param>
[GenerateSerializer, Alias("normal"), Immutable]
public sealed record NormalDistribution([property: Id(0)] double Mu, [property: Id(1)] double Sigma) : Distribution;

/// <summary>A positive number whose natural logarithm has a normal distribution.</summary>
/// <param name="Mu">The mean of the logarithm.</param>
/// <param name="Sigma">The standard deviation of the logarithm; above 0.</param>
[GenerateSerializer, Alias("log-normal"), Immutable]
public sealed record LogNormalDistribution([property: Id(0)] double Mu, [property: Id(1)] double Sigma) : Distribution;
