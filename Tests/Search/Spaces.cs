using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Tests;

/// <summary>Short forms for parameters and specs in tests.</summary>
internal static class Spaces
{
    public static ParameterSpec Float(string name, double min, double max, double? q = null) =>
        new(name, new UniformDistribution(min, max, q), []);

    public static ParameterSpec LogFloat(string name, double min, double max) => new(name, new LogUniformDistribution(min, max), []);

    public static ParameterSpec Int(string name, long min, long max, double? q = null) =>
        new(name, new UniformDistribution(min, max, q, Integer: true), []);

    public static ParameterSpec LogInt(string name, long min, long max) =>
        new(name, new LogUniformDistribution(min, max, null, Integer: true), []);

    public static ParameterSpec Choice(string name, params string[] values) =>
        new(name, new CategoricalDistribution([.. values.Select(ParameterValue.Of)]), []);

    public static ParameterSpec Constant(string name, long value) => new(name, new ConstantDistribution(ParameterValue.Of(value)), []);

    public static ParameterSpec When(ParameterSpec parameter, string parent, params ParameterValue[] values) =>
        parameter with { When = [new Condition(parent, [.. values])] };

    public static ParameterSet Set(params (string Name, ParameterValue Value)[] values) =>
        new([.. values.Select(value => new NamedValue(value.Name, value.Value))]);

    public static SweepSpec Spec(MethodSpec method, params ParameterSpec[] parameters) =>
        new("test", new ProgramTask(["true"]), method, [new Objective("loss", Direction.Minimize)], [.. parameters]) { Seed = 7 };

    public static MetricSet Loss(double value) => new([new Metric("loss", value)]);

    /// <summary>A space with every kind of parameter: levels, logarithms, choices, single values and conditions two deep.</summary>
    public static ImmutableArray<ParameterSpec> Mixed { get; } =
    [
        LogFloat("lr", 1e-5, 1),
        Float("momentum", 0, 0.99),
        Float("dropout", 0, 0.8, 0.05),
        LogInt("batch", 8, 512),
        Int("width", 16, 512, 16),
        Choice("model", "lenet", "resnet", "densenet"),
        When(Int("depth", 1, 9), "model", ParameterValue.Of("resnet"), ParameterValue.Of("densenet")),
        When(Choice("norm", "batch", "none"), "depth", ParameterValue.Of(1L), ParameterValue.Of(2L), ParameterValue.Of(3L)),
        new("noise", new LogNormalDistribution(-3, 1), []),
        Constant("epochs", 9),
        Int("single", 4, 4),
    ];

    /// <summary>A finite conditional space of 12 points.</summary>
    public static ImmutableArray<ParameterSpec> Finite { get; } =
    [
        Choice("model", "a", "b"),
        Int("k", 1, 3),
        When(Choice("norm", "batch", "layer", "none"), "model", ParameterValue.Of("b")),
    ];
}
