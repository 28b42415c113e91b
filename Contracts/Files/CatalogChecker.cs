using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Contracts.Files;

/// <summary>Checks the parameters of a sweep of the built-in trainer against what that trainer understands.</summary>
internal sealed class CatalogChecker(ImmutableArray<ParameterEntry> entries, Remarks remarks)
{
    private const string Model = "model";

    private readonly ImmutableArray<string> _families = FamiliesOf(entries);

    public void Check()
    {
        foreach (var entry in entries)
        {
            if (HyperparameterCatalog.Find(entry.Name.Value) is { } known)
            {
                CheckValues(entry, known);
                CheckFamily(entry, known);
            }
            else
            {
                ReportUnknown(entry);
            }
        }
    }

    /// <summary>The families that the sweep can choose.</summary>
    private static ImmutableArray<string> FamiliesOf(ImmutableArray<ParameterEntry> entries)
    {
        var model = entries.FirstOrDefault(entry => entry.Name.Value == Model);
        return model is null
            ? [HyperparameterCatalog.Find(Model)!.Default]
            : [.. (model.Domain?.Extent ?? []).Select(value => value.Value.ToString())];
    }

    private void ReportUnknown(ParameterEntry entry)
    {
        var names = HyperparameterCatalog.All.Select(known => known.Name).ToArray();
        remarks.Error(
            entry.Name.Place,
            $"the built-in trainer has no parameter '{entry.Name.Value}'",
            Nearest.Among(entry.Name.Value, names));
    }

    private void CheckValues(ParameterEntry entry, Hyperparameter known)
    {
        switch (entry.Domain)
        {
            case null:
                break;
            case { Distribution: ConstantDistribution or CategoricalDistribution, Extent: var values }:
                CheckEach(values, known);
                break;
            case { Distribution: var range, Extent: var ends }:
                CheckRange(entry, range, ends, known);
                break;
        }
    }

    private void CheckEach(ImmutableArray<Located<ParameterValue>> values, Hyperparameter known)
    {
        foreach (var (value, place) in values)
        {
            if (Allows(known, value))
            {
                continue;
            }

            var seen = value.Kind == ParameterValueKind.Text ? $"'{value}'" : value.ToString();
            var hint = Nearest.Find(value.ToString(), known.Choices) is { } meant ? $"did you mean '{meant}'? " : "";
            remarks.Error(place, $"parameter '{known.Name}' has the value {seen}", $"{hint}it must be {known.Allowed}");
        }
    }

    private void CheckRange(
        ParameterEntry entry, Distribution range, ImmutableArray<Located<ParameterValue>> ends, Hyperparameter known)
    {
        var isWhole = range is UniformDistribution { Integer: true } or LogUniformDistribution { Integer: true };
        if (known.Kind is HyperparameterKind.Choice or HyperparameterKind.Flag ||
            (known.Kind == HyperparameterKind.Numbers && known.MinCount > 1))
        {
            remarks.Error(
                entry.Name.Place,
                $"parameter '{known.Name}' has a range",
                $"it must be {known.Allowed}; use values");
        }
        else if (!isWhole && (known.Kind == HyperparameterKind.WholeNumber || known is { Kind: HyperparameterKind.Numbers, WholeEntries: true }))
        {
            remarks.Error(
                entry.Name.Place,
                $"parameter '{known.Name}' has a range of real numbers",
                $"it must be {known.Allowed}; use values, int_uniform or q_log_uniform_values with whole bounds");
        }
        else if (ends.IsEmpty)
        {
            remarks.Warn(
                entry.Name.Place,
                $"parameter '{known.Name}' has a normal distribution, which has no bounds",
                $"a trial fails when it is not {known.Allowed}");
        }
        else
        {
            CheckEach(ends, known);
        }
    }

    private static bool Allows(Hyperparameter known, ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Text => known.Allows(value.Text!),
        ParameterValueKind.Flag => known.Kind == HyperparameterKind.Flag,
        ParameterValueKind.Real => known.Kind is HyperparameterKind.RealNumber or HyperparameterKind.Numbers && known.Allows(value.Real),
        _ => known.Allows(value.Number),
    };

    private void CheckFamily(ParameterEntry entry, Hyperparameter known)
    {
        if (known.Family is null || _families.IsEmpty)
        {
            return;
        }

        var name = entry.Name.Value;
        var chosen = entry.When.FirstOrDefault(condition => condition.Parameter.Value == Model) is { } when
            ? [.. when.Values.Select(value => value.Value.ToString())]
            : _families;
        if (!chosen.Contains(known.Family))
        {
            remarks.Warn(
                entry.Name.Place,
                $"parameter '{name}' belongs to {known.Family}, which is never the model where it is active",
                "it has no effect");
        }
        else if (chosen.Length > 1)
        {
            remarks.Warn(
                entry.Name.Place,
                $"parameter '{name}' belongs to {known.Family} and is searched for other models too",
                $"add when: {{model: {known.Family}}}");
        }
    }
}
