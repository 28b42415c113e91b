using System.Globalization;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Drafts;

namespace SweepCluster.Dashboard.Controls;

/// <summary>A spec as fields; what is changed in one is told as a whole spec, which is written and checked like any other.</summary>
public sealed partial class SweepForm
{
    private string _newName = "";
    private string _newKind = ParameterField.Kinds[0];

    /// <summary>The spec; null while the file has errors.</summary>
    [Parameter, EditorRequired]
    public SweepSpec? Spec { get; set; }

    /// <summary>Called with the changed spec.</summary>
    [Parameter, EditorRequired]
    public EventCallback<SweepSpec> OnChange { get; set; }

    private static string Text(ChangeEventArgs e) => (e.Value as string)?.Trim() ?? "";

    private static Direction ReadDirection(ChangeEventArgs e) => Enum.Parse<Direction>(Text(e));

    private static int? Whole(ChangeEventArgs e) =>
        int.TryParse(Text(e), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Task Change(Func<SweepSpec, SweepSpec> change) => OnChange.InvokeAsync(change(Spec!));

    private Task ChangeObjective(Func<Objective, Objective> change) =>
        Change(spec => spec with { Objectives = spec.Objectives.SetItem(0, change(spec.Objectives[0])) });

    private Task ChangeMethod(MethodSpec method) => Change(spec => spec with { Method = method });

    private Task ChangeRule(EarlyTerminateSpec rule) => Change(spec => spec with { EarlyTerminate = rule });

    /// <summary>A rule of a name. The last rung of asha is the trial's own end, where the file says that.</summary>
    private EarlyTerminateSpec Rule(string name) => SpecFamily.Create<EarlyTerminateSpec>(name) is AshaTermination asha
        ? asha with { MinResource = 1, MaxResource = SweepPlan.MostSteps(Spec! with { EarlyTerminate = new NoEarlyTermination() }) is > 0 and { } steps ? (int)steps : 9 }
        : SpecFamily.Create<EarlyTerminateSpec>(name);

    private Task Replace(ParameterSpec parameter, ParameterSpec? changed) => Change(spec => spec with
    {
        Parameters = changed is null ? spec.Parameters.Remove(parameter) : spec.Parameters.Replace(parameter, changed),
    });

    private async Task AddAsync()
    {
        var added = new ParameterSpec(_newName.Trim(), ParameterField.First(_newKind), []);
        _newName = "";
        await Change(spec => spec with { Parameters = spec.Parameters.Add(added) });
    }
}
