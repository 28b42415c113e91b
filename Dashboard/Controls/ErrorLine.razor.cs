using Microsoft.AspNetCore.Components;

namespace SweepCluster.Dashboard.Controls;

/// <summary>One line that says what went wrong, or nothing.</summary>
public sealed partial class ErrorLine
{
    /// <summary>What went wrong; null when nothing did. Only its first line is shown.</summary>
    [Parameter, EditorRequired]
    public string? Text { get; set; }
}
