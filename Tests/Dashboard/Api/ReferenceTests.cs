using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Api;

/// <summary>The interface described, for programs and for people.</summary>
public sealed partial class ReferenceTests : IAsyncLifetime
{
    private ApiServer _api = null!;

    public async ValueTask InitializeAsync() =>
        _api = await ApiServer.StartAsync(new FakeCluster(new FakeSweepGrain(Samples.Sweep, Samples.Trials)));

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Document_OfTheInterface_DescribesEveryRouteAndNothingElse()
    {
        var document = await _api.GetJsonAsync("/openapi/v1.json");
        var described = Operations(document).Select(operation => operation.Request);
        var routes = _api.Routes.Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(
                route => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods,
                (route, method) => $"{method} {Constraint().Replace(route.RoutePattern.RawText!, "}").TrimEnd('/')}");

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_EveryOperation_HasANameAWordAndItsErrors() => Assert.All(Operations(await _api.GetJsonAsync("/openapi/v1.json")), operation =>
    {
        Assert.NotEqual("", (string?)operation.Content["operationId"] ?? "");
        Assert.InRange(((string?)operation.Content["summary"] ?? "").Length, 5, 80);
        Assert.StartsWith((string)operation.Content["summary"]!, (string?)operation.Content["description"], StringComparison.Ordinal);
        Assert.NotNull(operation.Content["responses"]!["default"]!["content"]!["application/problem+json"]);
        Assert.Contains(operation.Content["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
    });

    [Fact]
    public async Task Document_Names_AreDistinct()
    {
        var names = Operations(await _api.GetJsonAsync("/openapi/v1.json")).Select(operation => (string?)operation.Content["operationId"]).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public async Task Page_ForPeople_RunsItsOwnScriptsAloneAndNamesNoOtherSite()
    {
        using var response = await _api.GetAsync("/api/");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var nonces = Nonce().Matches(page).Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains($"script-src 'self' 'nonce-{Assert.Single(nonces)}'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("https?://(?!127\\.0\\.0\\.1)", page);
        Assert.Contains("\"withDefaultFonts\":false", page, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Request, JsonNode Content)> Operations(JsonNode document) => document["paths"]!.AsObject().SelectMany(
        path => path.Value!.AsObject(),
        (path, operation) => ($"{operation.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}", operation.Value!));

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();
}
