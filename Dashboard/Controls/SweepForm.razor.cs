using System.Globalization;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Controls;

/// <summary>A spec as fields; what is changed in one is told as a whole spec, which is written and checked like any other.</summary>
public sealed partial class SweepForm
{
    private static readonly string[] Methods = ["random", "grid", "tpe"];

    private string _newName = "";
    private string _newKind = ParameterField.Kinds[0];

    /// <summary>The spec; null while the file has errors.</summary>
    [Parameter, EditorRequired]
    public SweepSpec? Spec { get; set; }

    /// <summary>Called with the changed spec.</summary>
    [Parameter, EditorRequired]
    public EventCallback<SweepSpec> OnChange { get; set; }

    private string MethodName => Shown.MethodName(Spec!.Method);

    private static string Text(ChangeEventArgs e) => (e.Value as string)?.Trim() ?? "";

    private static Direction ReadDirection(ChangeEventArgs e) => Enum.Parse<Direction>(Text(e));

    private static int? Whole(ChangeEventArgs e) =>
        int.TryParse(Text(e), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Task Change(Func<SweepSpec, SweepSpec> change) => OnChange.InvokeAsync(change(Spec!));

    private Task ChangeObjective(Func<Objective, Objective> change) =>
        Change(spec => spec with { Objectives = spec.Objectives.SetItem(0, change(spec.Objectives[0])) });

    private Task ChangeMethod(string name) => Change(spec => spec with
    {
        Method = name switch { "grid" => new GridMethod(), "tpe" => new TpeMethod(), _ => new RandomMethod() },
    });

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
