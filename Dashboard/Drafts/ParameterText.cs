using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Drafts;

/// <summary>A parameter of the search space as it is written in a sweep file.</summary>
internal static class ParameterText
{
    /// <summary>The mapping that stands after the parameter's name.</summary>
    public static string Of(ParameterSpec parameter)
    {
        var entries = Entries(parameter.Distribution).ToList();
        if (!parameter.When.IsEmpty)
        {
            entries.Add(("when", YamlText.Map(parameter.When.Select(condition => (condition.Parameter, Values(condition))))));
        }

        return YamlText.Map(entries);
    }

    private static string Values(Condition condition) => condition.Values.Length == 1
        ? YamlText.Of(condition.Values[0])
        : YamlText.List(condition.Values.Select(YamlText.Of));

    private static IEnumerable<(string, string)> Entries(Distribution distribution) => distribution switch
    {
        ConstantDistribution constant => [("value", YamlText.Of(constant.Value))],
        CategoricalDistribution categorical =>
        [
            ("values", YamlText.List(categorical.Values.Select(YamlText.Of))),
            .. categorical.Probabilities is { } shares ? new[] { ("probabilities", YamlText.List(shares.Select(YamlText.Of))) } : [],
        ],
        UniformDistribution { Q: null } uniform => Range("uniform", uniform.Min, uniform.Max, null, uniform.Integer),
        UniformDistribution uniform => Range(uniform.Integer ? "int_uniform" : "q_uniform", uniform.Min, uniform.Max, uniform.Q, uniform.Integer),
        LogUniformDistribution { Q: null } log => Range("log_uniform_values", log.Min, log.Max, null, log.Integer),
        LogUniformDistribution log => Range("q_log_uniform_values", log.Min, log.Max, log.Q, log.Integer),
        NormalDistribution normal => [("distribution", "normal"), ("mu", YamlText.Of(normal.Mu)), ("sigma", YamlText.Of(normal.Sigma))],
        LogNormalDistribution normal => [("distribution", "log_normal"), ("mu", YamlText.Of(normal.Mu)), ("sigma", YamlText.Of(normal.Sigma))],
        _ => throw new NotSupportedException($"A distribution of the kind {distribution.GetType().Name} cannot be written."),
    };

    private static IEnumerable<(string, string)> Range(string name, double min, double max, double? q, bool isWhole) =>
    [
        ("distribution", name),
        ("min", YamlText.Of(min, isWhole)),
        ("max", YamlText.Of(max, isWhole)),
        .. q is { } step ? new[] { ("q", YamlText.Of(step, isWhole)) } : [],
    ];
}
