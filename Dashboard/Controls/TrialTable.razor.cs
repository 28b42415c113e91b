using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Controls;

/// <summary>Trials from the best on; those without a rank come last. Only the rows in sight are drawn.</summary>
public sealed partial class TrialTable
{
    private ImmutableArray<string> _varying = [];
    private List<TrialSnapshot> _ranked = [];

    /// <summary>The spec of the trials' sweep.</summary>
    [Parameter, EditorRequired]
    public SweepSpec Spec { get; set; } = null!;

    /// <summary>The trials in any order.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<TrialSnapshot> Trials { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _varying = [.. Spec.Parameters.Where(Varies).Select(parameter => parameter.Name)];
        _ranked = [.. Trials.OrderBy(trial => trial.Rank ?? int.MaxValue).ThenBy(trial => trial.Number)];
    }

    private static bool Varies(ParameterSpec parameter) =>
        parameter.Distribution is not (ConstantDistribution or CategoricalDistribution { Values.Length: 1 });
}
