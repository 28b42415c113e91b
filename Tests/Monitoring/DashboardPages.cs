using System.Text.RegularExpressions;
using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Monitoring.Tests;

/// <summary>The pages of SweepCluster's own dashboard, as their sources declare them.</summary>
internal static partial class DashboardPages
{
    private static readonly Regex[] Routes =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "Dashboard", "Pages"), "*.razor")
            .SelectMany(file => Route().Matches(File.ReadAllText(file)))
            .Select(match => new Regex($"^{Parameter().Replace(match.Groups["route"].Value, "[^/]+")}$")),
    ];

    /// <summary>True when there is such a page; what the dashboard or Grafana puts in later stands for any word.</summary>
    public static bool Exists(string path) => Array.Exists(Routes, route => route.IsMatch(path));

    [GeneratedRegex("""^@page "(?<route>[^"]+)"$""", RegexOptions.Multiline)]
    private static partial Regex Route();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
