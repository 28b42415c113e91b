namespace SweepCluster.Dashboard.Charts;

/// <summary>A chart, said in three ways: as a picture, as a sentence and as a table.</summary>
/// <param name="Summary">What the picture shows, in words.</param>
/// <param name="Option">
/// The picture: an ECharts option in which colours are names such as <c>$accent</c>. Besides ECharts' own keys it holds <c>fields</c>, what
/// the values of a point of each series mean, and <c>trialAt</c>, which of them is the trial to open by a click, -1 for none.
/// </param>
/// <param name="Table">The same data in rows.</param>
public sealed record ChartView(string Summary, object Option, DataTable Table)
{
    /// <summary>A chart that there are no data for.</summary>
    public static ChartView Empty(string reason) => new(reason, new { }, new DataTable([], []));

    /// <summary>True when there is something to draw.</summary>
    public bool HasData => Table.Rows.Count > 0;
}

/// <summary>Rows of text below their headings.</summary>
public sealed record DataTable(IReadOnlyList<string> Headings, IReadOnlyList<string[]> Rows)
{
    /// <summary>The table as RFC 4180 wants it; a text that a spreadsheet would take for a formula is kept from that by an apostrophe.</summary>
    public string ToCsv() => string.Concat(Rows.Prepend([.. Headings]).Select(row => string.Join(',', row.Select(Field)) + "\r\n"));

    private static string Field(string text)
    {
        var isFormula = text.Length > 0 && "=+-@".Contains(text[0], StringComparison.Ordinal) && !double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);
        var safe = isFormula ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
