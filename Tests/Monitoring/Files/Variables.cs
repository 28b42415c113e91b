using System.Text.RegularExpressions;

namespace SweepCluster.Monitoring.Tests.Files;

/// <summary>Puts values in the place of a dashboard's variables, as Grafana does before it asks Prometheus.</summary>
internal static partial class Variables
{
    /// <summary>A query as Grafana sends it when nothing is chosen.</summary>
    /// <param name="query">The query of a panel.</param>
    /// <param name="range">What Grafana would take for a rate: at least four scrapes.</param>
    public static string Fill(string query, string range) =>
        Named().Replace(query, match => match.Groups["name"].Value switch
        {
            "__rate_interval" or "__interval" or "__range" => range,
            _ => ".*",
        });

    /// <summary>The names of the variables in a text, those of Grafana itself left out.</summary>
    public static IEnumerable<string> In(string text) =>
        Named().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !name.StartsWith("__", StringComparison.Ordinal));

    [GeneratedRegex(@"\$(\{(?<name>\w+)[^}]*\}|(?<name>[a-z_]\w*))")]
    private static partial Regex Named();
}
