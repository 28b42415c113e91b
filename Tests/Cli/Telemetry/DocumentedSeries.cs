using System.Text.RegularExpressions;

namespace SweepCluster.Cli.Tests.Telemetry;

/// <summary>A line of the tables in <c>docs/metrics.md</c>.</summary>
/// <param name="Name">The name of the family.</param>
/// <param name="Type">Its type.</param>
/// <param name="Labels">The names of its labels.</param>
internal sealed partial record DocumentedSeries(string Name, string Type, IReadOnlyList<string> Labels)
{
    /// <summary>All that the page lists.</summary>
    public static IReadOnlyList<DocumentedSeries> Read(string page) =>
    [
        .. Row().Matches(page).Select(row => new DocumentedSeries(
            row.Groups["name"].Value,
            row.Groups["type"].Value,
            [.. Word().Matches(row.Groups["labels"].Value).Select(word => word.Groups["word"].Value)])),
    ];

    [GeneratedRegex(@"^\| `(?<name>sweep_[a-z_]+)` \| (?<type>[a-z]+) \|(?<labels>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>Of a label's cell, the names alone: values stand behind a colon without marks, and <c>method</c> there is a word of the file.</summary>
    [GeneratedRegex(@"(?<=^ |; |, )`(?<word>[a-z]+)`")]
    private static partial Regex Word();
}
