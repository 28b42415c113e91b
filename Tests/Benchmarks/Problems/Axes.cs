using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Problems;

/// <summary>Short forms for the parameters of problems, and for reading points.</summary>
internal static class Axes
{
    public static ParameterSpec Real(string name, double min, double max, double? q = null) =>
        new(name, new UniformDistribution(min, max, q), []);

    public static ParameterSpec Log(string name, double min, double max) => new(name, new LogUniformDistribution(min, max), []);

    public static ParameterSpec Whole(string name, long min, long max, double? q = null) =>
        new(name, new UniformDistribution(min, max, q, Integer: true), []);

    public static ParameterSpec LogWhole(string name, long min, long max) =>
        new(name, new LogUniformDistribution(min, max, null, Integer: true), []);

    /// <summary>One of 0, 1, …, without an order.</summary>
    public static ParameterSpec Choice(string name, int count) =>
        new(name, new CategoricalDistribution([.. Enumerable.Range(0, count).Select(value => ParameterValue.Of((long)value))]), []);

    /// <summary>The real parameters x0, x1, ….</summary>
    public static ImmutableArray<ParameterSpec> Box(int count, double min, double max) =>
        [.. Enumerable.Range(0, count).Select(i => Real($"x{i}", min, max))];

    /// <summary>The same parameter, active only when another has one of some values.</summary>
    public static ParameterSpec When(this ParameterSpec parameter, string parent, params IEnumerable<int> values) =>
        parameter with { When = [new Condition(parent, [.. values.Select(value => ParameterValue.Of((long)value))])] };

    public static double Number(this ParameterSet point, string name) => point[name]?.Number
        ?? throw new KeyNotFoundException($"The point {point} has no parameter '{name}'.");

    public static int Whole(this ParameterSet point, string name) => (int)point.Number(name);

    /// <summary>The coordinates x0, x1, ….</summary>
    public static double[] Coordinates(this ParameterSet point, int count) =>
        [.. Enumerable.Range(0, count).Select(i => point.Number($"x{i}"))];
}
