using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Dashboard.Controls;

/// <summary>Sweeps, one a row.</summary>
public sealed partial class HeadlineTable
{
    /// <summary>The sweeps in the order of the rows.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<SweepHeadline> Headlines { get; set; }

    /// <summary>The time that ages are counted to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }
}
