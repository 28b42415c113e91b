using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>values</c> and <c>probabilities</c>.</summary>
internal static class CategoricalReader
{
    /// <summary>How far the sum of probabilities may be from 1, so that thirds can be written with six digits.</summary>
    private const double SumTolerance = 1e-5;

    public static Domain? Read(Section parameter, Remarks remarks)
    {
        var name = parameter.NameOf("values");
        var items = parameter.Require("values")?.AsItems(name, "a list of at least one value", remarks);
        var probabilities = parameter.Take("probabilities");
        if (items is null)
        {
            return null;
        }

        var values = ReadValues(items.Value, name, remarks);
        var shares = probabilities is null
            ? null
            : ReadProbabilities(probabilities, parameter.NameOf("probabilities"), items.Value.Length, remarks);
        return values.IsEmpty
            ? null
            : new Domain(new CategoricalDistribution([.. values.Select(value => value.Value)], shares), values);
    }

    private static ImmutableArray<Located<ParameterValue>> ReadValues(ImmutableArray<Node> items, string name, Remarks remarks)
    {
        var values = ImmutableArray.CreateBuilder<Located<ParameterValue>>(items.Length);
        var distinct = new HashSet<ParameterValue>();
        foreach (var item in items)
        {
            if (item.AsValue(name, remarks) is not { } value)
            {
                continue;
            }

            // 1 and 1.0 are the same choice.
            if (!distinct.Add(value.IsNumber ? ParameterValue.Of(value.Number) : value))
            {
                remarks.Error(
                    item.Place,
                    $"{name} has {item.Description} a second time",
                    "each value must stand there once");
            }

            values.Add(new Located<ParameterValue>(value, item.Place));
        }

        return values.ToImmutable();
    }

    private static ImmutableArray<double>? ReadProbabilities(Node node, string name, int count, Remarks remarks)
    {
        if (node.AsItems(name, "a list of numbers above 0", remarks) is not { } items)
        {
            return null;
        }

        ImmutableArray<double?> numbers = [.. items.Select(item => item.AsPositive(name, remarks))];
        if (items.Length != count)
        {
            remarks.Error(
                node.Place,
                FormattableString.Invariant($"{name} has {items.Length} entries for {count} values"),
                "give one for each value");
            return null;
        }

        return numbers.Contains(null) ? null : Normalize([.. numbers.Select(number => number!.Value)], node, name, remarks);
    }

    private static ImmutableArray<double>? Normalize(ImmutableArray<double> numbers, Node node, string name, Remarks remarks)
    {
        var sum = numbers.Sum();
        if (Math.Abs(sum - 1) <= SumTolerance)
        {
            return [.. numbers.Select(number => number / sum)];
        }

        remarks.Error(node.Place, FormattableString.Invariant($"{name} sum to {sum:G6}"), "they must sum to 1");
        return null;
    }
}
