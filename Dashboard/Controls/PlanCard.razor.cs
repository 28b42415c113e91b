using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Controls;

/// <summary>What a sweep that is not submitted yet would do.</summary>
public sealed partial class PlanCard
{
    /// <summary>What is asked for; null while that has errors.</summary>
    [Parameter, EditorRequired]
    public SweepSpec? Spec { get; set; }
}
