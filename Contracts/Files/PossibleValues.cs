using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>Decides whether a value that somebody wrote down is one that a distribution can choose.</summary>
internal static class PossibleValues
{
    private const int MostListed = 20;

    /// <summary>The value as the distribution chooses it (a 1 in the file may mean its 1.0); null when it never does.</summary>
    public static ParameterValue? Find(Distribution distribution, ParameterValue value) => distribution switch
    {
        ConstantDistribution constant => constant.Value.Matches(value) ? constant.Value : null,
        CategoricalDistribution categorical => FindChoice(categorical, value),
        _ when !value.IsNumber => null,
        UniformDistribution range => FindInRange(value.Number, range.Min, range.Max, range.Q, range.Integer),
        LogUniformDistribution range => FindInRange(value.Number, range.Min, range.Max, range.Q, range.Integer),
        LogNormalDistribution => value.Number > 0 ? ParameterValue.Of(value.Number) : null,
        _ => ParameterValue.Of(value.Number),
    };

    /// <summary>True when the distribution can choose a finite number of values only.</summary>
    public static bool AreFinite(Distribution distribution) => distribution switch
    {
        ConstantDistribution or CategoricalDistribution => true,
        UniformDistribution range => range.Q is not null || range.Min.Equals(range.Max),
        LogUniformDistribution range => range.Q is not null || range.Min.Equals(range.Max),
        _ => false,
    };

    /// <summary>What the distribution can choose, in words.</summary>
    public static string Describe(Distribution distribution) => distribution switch
    {
        ConstantDistribution constant => constant.Value.ToString(),
        CategoricalDistribution categorical => Describe(categorical.Values),
        UniformDistribution range => Describe(range.Min, range.Max, range.Q, range.Integer),
        LogUniformDistribution range => Describe(range.Min, range.Max, range.Q, range.Integer),
        LogNormalDistribution => "a number above 0",
        _ => "a number",
    };

    private static ParameterValue? FindChoice(CategoricalDistribution categorical, ParameterValue value)
    {
        foreach (var choice in categorical.Values)
        {
            if (choice.Matches(value))
            {
                return choice;
            }
        }

        return null;
    }

    private static ParameterValue? FindInRange(double number, double min, double max, double? q, bool isWhole)
    {
        double? found = number >= min && number <= max ? number : null;
        if (q is { } step)
        {
            found = Levels.Find(number, min, max, step);
        }

        return found is { } chosen ? isWhole ? ParameterValue.Of((long)chosen) : ParameterValue.Of(chosen) : null;
    }

    private static string Describe(ImmutableArray<ParameterValue> values) =>
        "one of " + string.Join(", ", values.Take(MostListed)) + (values.Length > MostListed ? ", …" : "");

    private static string Describe(double min, double max, double? q, bool isWhole)
    {
        var kind = isWhole ? "a whole number" : "a number";
        var steps = q is { } step && !(isWhole && step.Equals(1)) ? FormattableString.Invariant($" in steps of {step}") : "";
        return FormattableString.Invariant($"{kind} from {min} to {max}{steps}");
    }
}
