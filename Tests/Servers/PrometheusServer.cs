using System.Globalization;
using System.Text.Json;

namespace SweepCluster.Tests.Servers;

/// <summary>A Prometheus with data of its own, which scrapes and watches what its configuration says.</summary>
public sealed class PrometheusServer : TestServer
{
    private const string Configuration = "prometheus.yml";

    private static readonly HttpClient Client = new();

    private PrometheusServer()
        : base("prometheus")
    {
    }

    protected override IEnumerable<string> Command =>
    [
        "prometheus",
        "--config.file", Configuration,
        "--storage.tsdb.path", "data",
        "--web.listen-address", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"),
        "--log.level", "warn",
    ];

    /// <summary>SIGTERM.</summary>
    protected override int StopSignal => 15;

    /// <summary>A server without data, started.</summary>
    /// <param name="files">Its configuration <c>prometheus.yml</c> and the files that this names, by name.</param>
    public static async Task<PrometheusServer> StartNewAsync(IReadOnlyDictionary<string, string> files)
    {
        var server = new PrometheusServer();
        try
        {
            foreach (var (name, text) in files)
            {
                await File.WriteAllTextAsync(Path.Combine(server.Folder, name), text);
            }

            await server.StartOnFreePortAsync();
            return server;
        }
        catch (InvalidOperationException)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks for the value of each series that a query answers now.</summary>
    /// <exception cref="InvalidOperationException">The server refused the query.</exception>
    public async Task<IReadOnlyList<PrometheusSample>> QueryAsync(string query)
    {
        using var answer = await AskAsync($"api/v1/query?query={Uri.EscapeDataString(query)}");
        return answer.RootElement.GetProperty("status").GetString() == "success"
            ? [.. Samples(answer.RootElement.GetProperty("data"))]
            : throw new InvalidOperationException($"{query}: {answer.RootElement.GetProperty("error").GetString()}");
    }

    /// <summary>Only the server that this object started works in this object's folder.</summary>
    protected override async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await AskAsync("api/v1/status/runtimeinfo");
            return answer.RootElement.GetProperty("data").GetProperty("CWD").GetString() == Folder;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<PrometheusSample> Samples(JsonElement data) =>
        data.GetProperty("resultType").GetString() == "vector"
            ? data.GetProperty("result").EnumerateArray().Select(sample => new PrometheusSample(
                sample.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!),
                double.Parse(sample.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)))
            : throw new InvalidOperationException($"The query answered a {data.GetProperty("resultType").GetString()}; only vectors are read.");

    private async Task<JsonDocument> AskAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/{path}")));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }
}

/// <summary>The value of one series.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Value">Its value.</param>
public sealed record PrometheusSample(IReadOnlyDictionary<string, string> Labels, double Value);
