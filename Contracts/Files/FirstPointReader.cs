using System.Collections.Immutable;
using SweepCluster.Contracts.Constraints;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>first_points</c> and checks each against the search space and the constraints. Constants may be left out of a point.</summary>
internal sealed class FirstPointReader(ImmutableArray<ParameterSpec> parameters, NetCheck? check, Remarks remarks)
{
    private const string Form = "a mapping of parameters to values";

    private readonly Dictionary<string, ParameterSpec> _byName =
        parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);

    public static ImmutableArray<ParameterSet> Read(
        Node node, ImmutableArray<ParameterSpec> parameters, NetCheck? check, Remarks remarks)
    {
        var reader = new FirstPointReader(parameters, check, remarks);
        var items = node.AsItems("first_points", $"a list, each item {Form}", remarks) ?? [];
        return [.. items.Select(reader.ReadPoint).OfType<ParameterSet>()];
    }

    private ParameterSet? ReadPoint(Node node)
    {
        if (node is not MappingNode point)
        {
            remarks.Error(node.Place, $"a first point is {node.Description}", $"it must be {Form}");
            return null;
        }

        var given = ReadValues(point);
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        var chosen = parameters.Where(parameter => IsActive(parameter, given, known)).ToArray();
        ReportInactive(point, chosen);
        foreach (var missing in chosen.Where(parameter => !given.ContainsKey(parameter.Name) && point[parameter.Name] is null))
        {
            remarks.Error(
                point.Place,
                $"a first point has no '{missing.Name}'",
                $"give it: {PossibleValues.Describe(missing.Distribution)}");
        }

        var present = chosen.Where(parameter => given.ContainsKey(parameter.Name)).ToArray();
        var set = new ParameterSet([.. present.Select(parameter => new NamedValue(parameter.Name, given[parameter.Name]))]);
        if (present.Length == chosen.Length && check?.Violation(set) is { } violation)
        {
            remarks.Error(point.Place, $"a first point describes {violation.Seen}", violation.Allowed);
        }

        return set;
    }

    private Dictionary<string, ParameterValue> ReadValues(MappingNode point)
    {
        var given = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (parameter.Distribution is ConstantDistribution constant)
            {
                given[parameter.Name] = constant.Value;
            }
        }

        foreach (var (key, value) in point.Entries)
        {
            if (ReadValue(key, value) is { } chosen)
            {
                given[key.Text] = chosen;
            }
        }

        return given;
    }

    private ParameterValue? ReadValue(ScalarNode key, Node node)
    {
        if (!_byName.TryGetValue(key.Text, out var parameter))
        {
            remarks.Error(
                key.Place,
                $"a first point has the unknown parameter {key.Description}",
                Nearest.Among(key.Text, _byName.Keys));
            return null;
        }

        if (node.AsValue($"'{key.Text}' of a first point", remarks) is not { } value)
        {
            return null;
        }

        if (PossibleValues.Find(parameter.Distribution, value) is { } possible)
        {
            return possible;
        }

        remarks.Error(
            node.Place,
            $"'{key.Text}' of a first point is {node.Description}",
            $"it must be {PossibleValues.Describe(parameter.Distribution)}");
        return null;
    }

    /// <summary>True when all conditions hold. Remembers answers, for parameters that share conditions ask again and again.</summary>
    private bool IsActive(ParameterSpec parameter, Dictionary<string, ParameterValue> given, Dictionary<string, bool> known)
    {
        if (!known.TryGetValue(parameter.Name, out var isActive))
        {
            isActive = parameter.When.All(condition =>
                given.TryGetValue(condition.Parameter, out var value)
                && condition.Values.Contains(value)
                && IsActive(_byName[condition.Parameter], given, known));
            known[parameter.Name] = isActive;
        }

        return isActive;
    }

    private void ReportInactive(MappingNode point, ParameterSpec[] active)
    {
        foreach (var (key, _) in point.Entries)
        {
            if (_byName.ContainsKey(key.Text) && active.All(parameter => parameter.Name != key.Text))
            {
                remarks.Error(
                    key.Place,
                    $"a first point has '{key.Text}', whose conditions do not hold there",
                    "leave it out");
            }
        }
    }
}
