namespace SweepCluster.Dashboard.Controls;

/// <summary>A text to be saved as a file of the browser's.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Text">Its content.</param>
public sealed record SavedText(string Name, string Type, string Text)
{
    /// <summary>A table as a file.</summary>
    public static SavedText Csv(string name, Charts.DataTable table) => new($"{name}.csv", "text/csv", table.ToCsv());
}
