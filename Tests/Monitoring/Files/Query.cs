using System.Text.RegularExpressions;

namespace SweepCluster.Monitoring.Tests.Files;

/// <summary>What a query names.</summary>
internal static partial class Query
{
    private static readonly string[] Keywords = ["and", "or", "unless", "bool", "offset"];

    /// <summary>The metrics of a query, a histogram by its own name.</summary>
    public static IEnumerable<string> Metrics(string query) =>
        Name().Matches(Grouping().Replace(Nested().Replace(query, ""), ""))
            .Select(match => Part().Replace(match.Value, ""))
            .Except(Keywords)
            .Distinct();

    /// <summary>Texts, conditions on labels and ranges: none of them holds a name of a metric.</summary>
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|'[^']*'|\{[^}]*\}|\[[^\]]*\]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Nested();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    /// <summary>A word that no parenthesis follows, as one follows functions.</summary>
    [GeneratedRegex(@"\b[a-zA-Z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Part();
}
