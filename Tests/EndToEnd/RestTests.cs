using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>The REST interface over a real cluster, from a sweep's submission to its deletion.</summary>
public sealed class RestTests : IDisposable
{
    private readonly Home _home = new();
    private readonly HttpClient _client = new();

    private static string File => System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docs", "examples", "ask-and-tell.yaml"));

    public void Dispose()
    {
        _client.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task Sweep_ImportedRetriedAndDeleted_LeavesNothingButItsId()
    {
        using var up = await ServedHome.StartAsync(_home);
        _client.BaseAddress = new Uri(up.Url, "api/v1/");
        Assert.Equal("ask-and-tell-1", (string?)(await PostAsync("sweeps", File, "application/yaml"))["id"]);

        const string Known = """
            {"params": {"x": 1.0, "y": -2.0}, "value": 0.0}
            {"parameters": {"x": 2.0, "y": -2.0}, "metrics": {"loss": 1.0}, "step": 3}
            """;
        Assert.Equal(2, (int)(await PostAsync("sweeps/ask-and-tell-1/trials/import", Known, "application/jsonl"))["added"]!);
        Assert.Equal(2, (int)(await PostAsync("sweeps/ask-and-tell-1/trials/import", Known, "application/jsonl"))["known"]!);

        Assert.Equal((2, 1), await AskAsync());
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(HttpMethod.Delete, "sweeps/ask-and-tell-1"));
        await PostAsync("sweeps/ask-and-tell-1/trials/2/end", """{"attempt": 1, "outcome": "infeasible", "reason": "too deep"}""");
        Assert.Equal("failed", (string?)(await GetAsync("sweeps/ask-and-tell-1/trials/2"))["status"]);
        await PostAsync("sweeps/ask-and-tell-1/trials/2/retry", "");
        Assert.Equal((2, 2), await AskAsync());

        await PostAsync("sweeps/ask-and-tell-1/trials/2/reports", """{"attempt": 2, "step": 1, "metrics": {"loss": 0.5}}""");
        await PostAsync("sweeps/ask-and-tell-1/trials/2/end", """{"attempt": 2, "outcome": "completed"}""");
        var best = (await GetAsync("sweeps/ask-and-tell-1/trials?sort=rank&filter=status:completed"))["items"]!.AsArray();
        Assert.Equal([0, 2, 1], best.Select(trial => (int)trial!["number"]!));
        Assert.Equal(0.5, (double)(await GetAsync("sweeps/ask-and-tell-1/trials/2/reports"))[0]!["metrics"]!["loss"]!);

        await PostAsync("sweeps/ask-and-tell-1/cancel", "");
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Delete, "sweeps/ask-and-tell-1"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "sweeps/ask-and-tell-1"));
        Assert.Equal("ask-and-tell-2", (string?)(await PostAsync("sweeps", File, "application/yaml"))["id"]);
    }

    private async Task<(int Trial, int Attempt)> AskAsync()
    {
        var asked = await PostAsync("sweeps/ask-and-tell-1/ask", """{"worker": "laptop"}""");
        return ((int)asked["trial"]!, (int)asked["attempt"]!);
    }

    private async Task<JsonNode> PostAsync(string path, string body, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
    }

    private async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await _client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
