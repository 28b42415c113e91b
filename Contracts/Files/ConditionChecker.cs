using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>Checks every <c>when</c> against the other parameters, and that none waits for itself in a circle.</summary>
internal sealed class ConditionChecker
{
    private readonly ImmutableArray<ParameterEntry> _entries;
    private readonly Dictionary<string, ParameterEntry> _byName;
    private readonly Remarks _remarks;
    private readonly List<string> _path = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    private ConditionChecker(ImmutableArray<ParameterEntry> entries, Remarks remarks)
    {
        _entries = entries;
        _byName = entries.ToDictionary(entry => entry.Name.Value, StringComparer.Ordinal);
        _remarks = remarks;
    }

    /// <summary>The parameters as the search sees them, without those whose values were in error.</summary>
    public static ImmutableArray<ParameterSpec> Check(ImmutableArray<ParameterEntry> entries, Remarks remarks)
    {
        var checker = new ConditionChecker(entries, remarks);
        foreach (var entry in entries)
        {
            checker.FindCircle(entry);
        }

        return [.. entries.Where(entry => entry.Domain is not null).Select(checker.Resolve)];
    }

    private ParameterSpec Resolve(ParameterEntry entry) => new(
        entry.Name.Value,
        entry.Domain!.Distribution,
        [.. entry.When.Select(condition => Resolve(entry, condition)).OfType<Condition>()]);

    private Condition? Resolve(ParameterEntry entry, ConditionEntry condition)
    {
        var (name, place) = condition.Parameter;
        if (!_byName.TryGetValue(name, out var other))
        {
            _remarks.Error(
                place,
                $"parameter '{entry.Name.Value}' waits for '{name}', which is no parameter",
                Nearest.Among(name, [.. _entries.Select(candidate => candidate.Name.Value)]));
            return null;
        }

        return other.Domain is null
            ? null
            : new Condition(name, [.. condition.Values.Select(value => Resolve(other, value)).OfType<ParameterValue>()]);
    }

    private ParameterValue? Resolve(ParameterEntry other, Located<ParameterValue> value)
    {
        var distribution = other.Domain!.Distribution;
        if (!PossibleValues.AreFinite(distribution))
        {
            _remarks.Error(
                value.Place,
                $"a condition waits for '{other.Name.Value}' to be {value.Value}, but its range is continuous",
                "conditions need values, whole numbers or a range with q");
            return null;
        }

        if (PossibleValues.Find(distribution, value.Value) is { } possible)
        {
            return possible;
        }

        _remarks.Error(
            value.Place,
            $"a condition waits for '{other.Name.Value}' to be {value.Value}, which it never is",
            $"it is {PossibleValues.Describe(distribution)}");
        return null;
    }

    private void FindCircle(ParameterEntry entry)
    {
        if (_done.Contains(entry.Name.Value))
        {
            return;
        }

        _path.Add(entry.Name.Value);
        foreach (var condition in entry.When)
        {
            if (_path.IndexOf(condition.Parameter.Value) is var start and >= 0)
            {
                var circle = string.Join(" → ", _path.Skip(start).Append(condition.Parameter.Value));
                _remarks.Error(condition.Parameter.Place, $"the conditions {circle} form a circle", "remove one of them");
            }
            else if (_byName.TryGetValue(condition.Parameter.Value, out var other))
            {
                FindCircle(other);
            }
        }

        _path.RemoveAt(_path.Count - 1);
        _done.Add(entry.Name.Value);
    }
}
