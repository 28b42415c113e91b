using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Tests.Api;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Access;

/// <summary>Every route against every role. A route that is not in the table fails the test, so that none is forgotten.</summary>
public sealed partial class RouteAccessTests : IAsyncLifetime
{
    private const string Everybody = "everybody";
    private const string Viewers = "viewers";
    private const string Operators = "operators";

    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["GET /healthz"] = Everybody,
        ["GET /readyz"] = Everybody,
        ["GET /metrics"] = Viewers,
        ["GET /login"] = Everybody,
        ["POST /logout"] = Everybody,
        ["GET /"] = Viewers,
        ["GET /sweeps"] = Viewers,
        ["GET /sweeps/new"] = Operators,
        ["GET /sweeps/{Id}"] = Viewers,
        ["GET /sweeps/{Id}/{Tab}"] = Viewers,
        ["GET /sweeps/{Id}/analysis/{Chart}"] = Viewers,
        ["GET /sweeps/{Id}/compare"] = Viewers,
        ["GET /sweeps/{Id}/trials/{Number:int}"] = Viewers,
        ["GET /cluster"] = Viewers,
        ["GET /settings"] = Operators,
        ["GET /forbidden"] = Viewers,
        ["GET /not-found"] = Viewers,
        ["GET /_blazor"] = Viewers,
        ["GET /_blazor/negotiate"] = Viewers,
        ["GET /_blazor/disconnect/"] = Viewers,
        ["GET /_blazor/initializers/"] = Viewers,
        ["GET /_framework/opaque-redirect"] = Viewers,
        ["GET /openapi/{documentName}.json"] = Viewers,
        ["GET /api/{documentName?}"] = Viewers,
        ["GET /api/scalar.js"] = Everybody,
        ["GET /api/scalar.aspnetcore.js"] = Everybody,
        ["GET /api/favicon.svg"] = Everybody,
        ["GET /api/v1/sweeps/"] = Viewers,
        ["POST /api/v1/sweeps/"] = Operators,
        ["GET /api/v1/sweeps/{id}"] = Viewers,
        ["GET /api/v1/sweeps/{id}/importance"] = Viewers,
        ["PATCH /api/v1/sweeps/{id}"] = Operators,
        ["DELETE /api/v1/sweeps/{id}"] = Operators,
        ["POST /api/v1/sweeps/{id}/pause"] = Operators,
        ["POST /api/v1/sweeps/{id}/resume"] = Operators,
        ["POST /api/v1/sweeps/{id}/cancel"] = Operators,
        ["GET /api/v1/sweeps/{id}/events"] = Viewers,
        ["GET /api/v1/sweeps/{id}/trials/"] = Viewers,
        ["GET /api/v1/sweeps/{id}/trials/{number:int}"] = Viewers,
        ["PATCH /api/v1/sweeps/{id}/trials/{number:int}"] = Operators,
        ["GET /api/v1/sweeps/{id}/trials/{number:int}/log"] = Viewers,
        ["GET /api/v1/sweeps/{id}/trials/{number:int}/events"] = Viewers,
        ["GET /api/v1/sweeps/{id}/trials/{number:int}/reports"] = Viewers,
        ["POST /api/v1/sweeps/{id}/trials/{number:int}/stop"] = Operators,
        ["POST /api/v1/sweeps/{id}/trials/{number:int}/retry"] = Operators,
        ["GET /api/v1/sweeps/{id}/trials/export.csv"] = Viewers,
        ["GET /api/v1/sweeps/{id}/trials/export.jsonl"] = Viewers,
        ["GET /api/v1/sweeps/{id}/trials/export.parquet"] = Viewers,
        ["POST /api/v1/sweeps/{id}/trials/import"] = Operators,
        ["POST /api/v1/sweeps/{id}/ask"] = Operators,
        ["POST /api/v1/sweeps/{id}/trials/{number:int}/reports"] = Operators,
        ["POST /api/v1/sweeps/{id}/trials/{number:int}/renew"] = Operators,
        ["POST /api/v1/sweeps/{id}/trials/{number:int}/end"] = Operators,
        ["POST /api/v1/validate"] = Viewers,
        ["POST /api/v1/plan"] = Viewers,
        ["GET /api/v1/cluster/"] = Viewers,
        ["POST /api/v1/cluster/silos/{name}/drain"] = Operators,
        ["POST /api/v1/cluster/silos/{name}/resume"] = Operators,
    };

    private readonly FakeCluster _cluster = new(new FakeSweepGrain(Samples.Of("digits-1", SweepStatus.Completed), Samples.Trials));
    private string _viewer = "";
    private string _operator = "";
    private string _revoked = "";
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        (_revoked, _viewer, _operator) = (_cluster.Key(AccessRole.Operator), _cluster.Key(AccessRole.Viewer), _cluster.Key(AccessRole.Operator));
        await _cluster.RevokeKey(_cluster.Keys[0].Id);
        _server = await ApiServer.StartAsync(_cluster, new DashboardOptions("http://127.0.0.1:0") { RequiresLogin = true });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Routes_All_AreInTheTableAndNoneBeside()
    {
        Assert.Empty(Requests().Except(Allowed.Keys));
        Assert.Empty(Allowed.Keys.Except(Requests()));
    }

    [Fact]
    public async Task Routes_All_AreOpenToTheirRolesAlone()
    {
        foreach (var request in Requests().Distinct())
        {
            var allowed = Allowed[request];
            await AssertAsync(request, null, allowed == Everybody, HttpStatusCode.Unauthorized);
            await AssertAsync(request, "sweep_" + new string('0', 64), allowed == Everybody, HttpStatusCode.Unauthorized);
            await AssertAsync(request, _revoked, allowed == Everybody, HttpStatusCode.Unauthorized);
            await AssertAsync(request, _viewer, allowed != Operators, HttpStatusCode.Forbidden);
            await AssertAsync(request, _operator, true, HttpStatusCode.Forbidden);
        }
    }

    private async Task AssertAsync(string request, string? key, bool isAllowed, HttpStatusCode refusal)
    {
        var (method, path) = (request.Split(' ')[0], Parameter().Replace(request.Split(' ')[1], match => match.Value switch
        {
            "{Number:int}" or "{number:int}" => "0",
            "{documentName}" => "v1",
            "{documentName?}" => "",
            _ => "digits-1",
        }));
        (string, string)[] headers = key is null ? [] : [("Authorization", $"Bearer {key}")];
        using var response = await _server.SendAsync(new HttpMethod(method), path, null, null, headers);
        var isRefused = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || response.Headers.Location?.OriginalString.Contains("/login?", StringComparison.Ordinal) == true;
        var who = key == _viewer ? "a viewer" : key == _operator ? "an operator" : "somebody without a good key";

        Assert.True(isRefused != isAllowed, $"{request} by {who} answered {(int)response.StatusCode}; it must be {(isAllowed ? "allowed" : "refused")}.");
        if (!isAllowed && path.StartsWith("/api/v1/", StringComparison.Ordinal))
        {
            Assert.Equal(refusal, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    /// <summary>All routes as in the table; one that takes GET among others is asked by it.</summary>
    private IEnumerable<string> Requests() => _server.Routes.SelectMany(
        route => MethodsOf(route),
        (route, method) => $"{method} /{route.RoutePattern.RawText!.TrimStart('/')}");

    private static IEnumerable<string> MethodsOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [_, ..] methods
            ? methods.Contains("GET") ? ["GET"] : methods
            : ["GET"];

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
