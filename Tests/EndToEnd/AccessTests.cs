using System.Net;
using System.Net.Http.Headers;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>The dashboard where others can reach it.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Everywhere = "0.0.0.0";

    private readonly Home _home = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task Up_OthersCanReachIt_AsksForTheKeyThatTheCommandLineMade()
    {
        using var refused = ServedHome.Start(_home, Everywhere);
        var answer = await refused.FinishAsync();
        Assert.True(answer.ExitCode == 2, answer.ToString());
        Assert.Contains("sweep keys create", answer.Errors, StringComparison.Ordinal);

        var made = await SweepRun.FinishAsync(_home, "keys", "create", "laptop", "--role", "operator");
        Assert.True(made.ExitCode == 0, made.ToString());
        using var up = await ServedHome.StartAsync(_home, Everywhere);
        var url = new Uri(up.Url, "api/v1/sweeps");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(url, null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(url, made.Output.Trim()));

        var late = await SweepRun.FinishAsync(_home, "keys", "create", "phone", "--json");
        Assert.True(late.ExitCode == 0, late.ToString());
        await Eventually.TrueAsync(
            () => StatusAsync(url, late.Json.GetProperty("key").GetString()).Result == HttpStatusCode.OK, () => "a key made meanwhile was not accepted");
    }

    private async Task<HttpStatusCode> StatusAsync(Uri url, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
