using System.Collections.Immutable;
using System.Text.Json;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Tests.Oracles;

/// <summary>Turns the oracles' domains into distributions.</summary>
internal static class OracleSpace
{
    public static Distribution Distribution(JsonElement domain)
    {
        if (domain.GetProperty("type").GetString() == "categorical")
        {
            return new CategoricalDistribution(
                [.. Enumerable.Range(0, domain.GetProperty("n_choices").GetInt32()).Select(i => ParameterValue.Of((long)i))]);
        }

        var low = domain.GetProperty("low").GetDouble();
        var high = domain.GetProperty("high").GetDouble();
        var type = domain.GetProperty("type").GetString()!;
        double? step = domain.TryGetProperty("step", out var given) && given.ValueKind == JsonValueKind.Number ? given.GetDouble() : null;
        var isLog = type == "log-int" || (domain.TryGetProperty("log", out var log) && log.GetBoolean());
        var isInteger = type.EndsWith("int", StringComparison.Ordinal);
        return isLog
            ? new LogUniformDistribution(low, high, step, isInteger)
            : new UniformDistribution(low, high, step, isInteger);
    }

    public static ParameterValue Value(Distribution distribution, double number) => distribution switch
    {
        CategoricalDistribution => ParameterValue.Of((long)number),
        UniformDistribution { Integer: true } or LogUniformDistribution { Integer: true } => ParameterValue.Of((long)number),
        _ => ParameterValue.Of(number),
    };

    public static ImmutableArray<ParameterSpec> Parameters(IEnumerable<Distribution> distributions) =>
        [.. distributions.Select((distribution, i) => new ParameterSpec($"p{i}", distribution, []))];
}
