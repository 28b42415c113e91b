using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Api;

/// <summary>The API over loopback, in front of a fake cluster.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly WebApplication _app;

    private ApiServer(FakeCluster cluster, DashboardOptions options, TimeProvider time) => _app = DashboardHost.Build(
        _ => cluster.Grains, options, builder => builder.Services.Replace(ServiceDescriptor.Singleton(time)));

    /// <summary>All routes there are, pages among them.</summary>
    public IEnumerable<RouteEndpoint> Routes =>
        _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public static Task<ApiServer> StartAsync(FakeCluster cluster) => StartAsync(cluster, new DashboardOptions("http://127.0.0.1:0"));

    public static async Task<ApiServer> StartAsync(FakeCluster cluster, DashboardOptions options, TimeProvider? time = null)
    {
        var server = new ApiServer(cluster, options, time ?? TimeProvider.System);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server._client.BaseAddress = new Uri(server._app.Urls.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        return server;
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, null, headers);

    public Task<HttpResponseMessage> PostAsync(
        string path, string? body = null, string type = "application/yaml", params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, type, headers);

    public async Task<JsonNode> GetJsonAsync(string path) => await JsonOf(await GetAsync(path));

    public static async Task<JsonNode> JsonOf(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body, string? type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type!);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
