using Microsoft.AspNetCore.Components;

namespace SweepCluster.Dashboard.Controls;

/// <summary>The heading of a column by which rows are sorted when it is pressed; pressed again, the other way round.</summary>
public sealed partial class SortHeading
{
    /// <summary>What stands above the column.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The column's name in <see cref="Sort"/>.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    /// <summary>The column that rows are sorted by, after a minus for the greatest first; null for none.</summary>
    [Parameter, EditorRequired]
    public string? Sort { get; set; }

    /// <summary>True for a column of numbers.</summary>
    [Parameter]
    public bool IsNumber { get; set; }

    /// <summary>Called with the new value of <see cref="Sort"/>.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnSort { get; set; }

    private string Direction => Sort == Key ? "ascending" : Sort == "-" + Key ? "descending" : "none";

    private string Sign => Sort == Key ? " ↑" : Sort == "-" + Key ? " ↓" : "";

    private Task SortAsync() => OnSort.InvokeAsync(Sort == Key ? "-" + Key : Key);
}
