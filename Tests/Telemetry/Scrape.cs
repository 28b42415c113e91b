using System.Globalization;
using System.Text.RegularExpressions;

namespace SweepCluster.Tests.Telemetry;

/// <summary>One answer of a <c>/metrics</c>, in Prometheus' text format.</summary>
internal sealed partial class Scrape
{
    private static readonly HttpClient Client = new();

    private Scrape(string text)
    {
        Lines = [.. text.Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))];
        Families = text.Split('\n').Select(line => TypeLine().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["type"].Value);
    }

    /// <summary>Each family of series with its type. The names of counters end in <c>_total</c>.</summary>
    public IReadOnlyDictionary<string, string> Families { get; }

    /// <summary>Each sample as it stands there.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The samples without their values.</summary>
    public IEnumerable<string> Series => Lines.Select(line => line[..line.LastIndexOf(' ')]);

    /// <summary>SweepCluster's own families.</summary>
    public IEnumerable<string> OwnFamilies => Families.Keys.Where(name => name.StartsWith("sweep_", StringComparison.Ordinal));

    /// <summary>Asks for the figures.</summary>
    /// <param name="url">The server, without a path.</param>
    public static async Task<Scrape> OfAsync(string url) =>
        new(await Client.GetStringAsync(new Uri($"{url}/metrics"), TestContext.Current.CancellationToken));

    /// <summary>The sum of the values of all samples that begin so.</summary>
    public double Sum(string start) => Lines.Where(line => line.StartsWith(start, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>[a-z]+)$")]
    private static partial Regex TypeLine();
}
