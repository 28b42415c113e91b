using System.Net;
using Microsoft.AspNetCore.Builder;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Hosting;

/// <summary>The whole dashboard over loopback, hosted by this test program as another program would host it.</summary>
public sealed class DashboardHostTests : IAsyncLifetime
{
    private readonly FakeCluster _cluster = new(new FakeSweepGrain(Samples.Sweep, Samples.Trials));
    private readonly HttpClient _browser = new();
    private readonly WebApplication _app;

    public DashboardHostTests() => _app = DashboardHost.Build(_ => _cluster.Grains, new DashboardOptions("http://127.0.0.1:0"));

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _browser.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "text/html", "<title>Sweeps · SweepCluster</title>")]
    [InlineData("/sweeps/digits-1", "text/html", "<title>digits-1 · SweepCluster</title>")]
    [InlineData("/app.css", "text/css", ":root")]
    [InlineData("/icon.svg", "image/svg+xml", "<svg")]
    [InlineData("/_framework/blazor.web.js", "text/javascript", "Blazor")]
    [InlineData("/healthz", "text/plain", "Healthy")]
    [InlineData("/readyz", "text/plain", "Healthy")]
    public async Task Get_Path_AnswersWithIt(string path, string type, string part)
    {
        var response = await GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            part, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/app.css")]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/sweeps")]
    [InlineData("/api/v1/nothing")]
    public async Task Get_AnyPath_TellsTheBrowserWhatPagesMayDo(string path)
    {
        var headers = (await GetAsync(path)).Headers;

        // Pages have one more, of Blazor's own, about frames alone; all must hold.
        var policy = headers.GetValues("Content-Security-Policy").First();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task Get_CatalogFails_IsAliveButNotReady()
    {
        _cluster.Failure = new TimeoutException("no answer");

        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync("/readyz")).StatusCode);
    }

    [Fact]
    public async Task Get_UnknownPage_IsNotFoundAndSaysSo()
    {
        var response = await GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(
            "There is no such page",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnotherHostName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example.org";

        var response = await _browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private Task<HttpResponseMessage> GetAsync(string path) =>
        _browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
