using Microsoft.AspNetCore.Components;

namespace SweepCluster.Dashboard.Controls;

/// <summary>What stands in place of a page that the reader may not see.</summary>
public sealed partial class NotAllowed
{
    /// <summary>True when it is known who the reader is.</summary>
    [Parameter]
    public bool IsKnown { get; set; }
}
