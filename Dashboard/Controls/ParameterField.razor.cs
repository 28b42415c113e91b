using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Specs;
using ParameterValue = SweepCluster.Contracts.Values.ParameterValue;

namespace SweepCluster.Dashboard.Controls;

/// <summary>One parameter of the search space as fields. What is not a number where one must be changes nothing.</summary>
public sealed partial class ParameterField
{
    /// <summary>The kinds that can be added.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["one of a list", "real range", "logarithmic range", "whole range", "fixed value"];

    /// <summary>The parameter.</summary>
    [Parameter, EditorRequired]
    public ParameterSpec Parameter { get; set; } = null!;

    /// <summary>Called with the changed parameter.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ParameterSpec> OnChange { get; set; }

    /// <summary>Called to take it out of the space.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnRemove { get; set; }

    private (double Min, double Max) Bounds => Parameter.Distribution switch
    {
        UniformDistribution uniform => (uniform.Min, uniform.Max),
        LogUniformDistribution log => (log.Min, log.Max),
        _ => default,
    };

    /// <summary>The distribution a new parameter of a kind starts with.</summary>
    internal static Distribution First(string kind) => kind switch
    {
        "one of a list" => new CategoricalDistribution([ParameterValue.Of("a"), ParameterValue.Of("b")]),
        "real range" => new UniformDistribution(0, 1),
        "logarithmic range" => new LogUniformDistribution(1e-4, 0.1),
        "whole range" => new UniformDistribution(1, 8, 1, true),
        _ => new ConstantDistribution(ParameterValue.Of(1)),
    };

    /// <summary>A value as people write it: a whole number, a real one, true, false or a text.</summary>
    internal static ParameterValue Read(string text) => text.Trim() switch
    {
        "true" => ParameterValue.Of(true),
        "false" => ParameterValue.Of(false),
        var word when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => ParameterValue.Of(whole),
        var word when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) => ParameterValue.Of(real),
        var word => ParameterValue.Of(word),
    };

    private Task ChangeValues(string? text)
    {
        ImmutableArray<ParameterValue> values = [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)];
        return values.IsEmpty
            ? Task.CompletedTask
            : Change(Parameter.Distribution is ConstantDistribution ? new ConstantDistribution(values[0]) : new CategoricalDistribution(values));
    }

    private Task ChangeBound(string? text, bool isLower)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
        {
            return Task.CompletedTask;
        }

        return Change(Parameter.Distribution switch
        {
            UniformDistribution uniform => isLower ? uniform with { Min = bound } : uniform with { Max = bound },
            LogUniformDistribution log => isLower ? log with { Min = bound } : log with { Max = bound },
            var other => other,
        });
    }

    private Task Change(Distribution distribution) => OnChange.InvokeAsync(Parameter with { Distribution = distribution });
}
