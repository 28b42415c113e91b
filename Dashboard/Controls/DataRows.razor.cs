using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Charts;

namespace SweepCluster.Dashboard.Controls;

/// <summary>A chart's data in rows; only those in sight are drawn.</summary>
public sealed partial class DataRows
{
    private List<string[]> _rows = [];

    /// <summary>The data.</summary>
    [Parameter, EditorRequired]
    public DataTable Table { get; set; } = null!;

    /// <summary>What the rows are, for those who cannot see them.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <inheritdoc/>
    protected override void OnParametersSet() => _rows = [.. Table.Rows];
}
