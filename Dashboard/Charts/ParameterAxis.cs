using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Dashboard.Charts;

/// <summary>A parameter as an axis of a chart: linear, logarithmic or of named places.</summary>
public sealed record ParameterAxis(string Name, bool IsLog, ImmutableArray<string> Places)
{
    /// <summary>The axes of the parameters that vary, in the order of the sweep file.</summary>
    public static ImmutableArray<ParameterAxis> Of(SweepSpec spec) => [.. spec.Parameters.Where(Varies).Select(Of)];

    /// <summary>True for a parameter that has more than one value.</summary>
    public static bool Varies(ParameterSpec parameter) =>
        parameter.Distribution is not (ConstantDistribution or CategoricalDistribution { Values.Length: 1 });

    /// <summary>True when values are names, not numbers.</summary>
    public bool IsCategorical => !Places.IsEmpty;

    /// <summary>Where a trial is on the axis; null when it does not have the parameter.</summary>
    public double? At(ParameterSet parameters)
    {
        if (parameters[Name] is not { } value)
        {
            return null;
        }

        if (!IsCategorical)
        {
            return value.Kind == ParameterValueKind.Text ? null : Plot.Round(value.Number);
        }

        var place = Places.IndexOf(value.ToString());
        return place < 0 ? null : place;
    }

    /// <summary>The axis in ECharts' words.</summary>
    public Dictionary<string, object> Option()
    {
        var option = new Dictionary<string, object>
        {
            ["name"] = Name,
            ["type"] = IsCategorical ? "category" : IsLog ? "log" : "value",
            ["scale"] = true,
            ["axisLine"] = new { lineStyle = new { color = "$line-strong" } },
            ["axisLabel"] = new { color = "$quiet", hideOverlap = true },
            ["splitLine"] = new { lineStyle = new { color = "$line" } },
            ["nameTextStyle"] = new { color = "$text" },
        };
        if (IsCategorical)
        {
            option["data"] = Places;
        }

        return option;
    }

    /// <summary>What a value on the axis means, for the label of a point.</summary>
    public object Field() => IsCategorical ? new { name = Name, values = Places } : new { name = Name };

    private static ParameterAxis Of(ParameterSpec parameter) => parameter.Distribution switch
    {
        CategoricalDistribution categorical => new(parameter.Name, false, [.. categorical.Values.Select(value => value.ToString())]),
        LogUniformDistribution or LogNormalDistribution => new(parameter.Name, true, []),
        _ => new(parameter.Name, false, []),
    };
}
