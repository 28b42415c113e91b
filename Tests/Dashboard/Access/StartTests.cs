using System.Net;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Access;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Tests.Api;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Access;

/// <summary>When keys are asked for.</summary>
public sealed class StartTests
{
    private const string Secret = "a-secret-of-the-deployment-that-is-long";
    private readonly FakeCluster _cluster = new(new FakeSweepGrain(Samples.Sweep, Samples.Trials));

    [Fact]
    public async Task Start_OthersCanReachItAndThereIsNoKey_SaysHowToMakeOne()
    {
        var exception = await Assert.ThrowsAsync<KeyMissingException>(() => ApiServer.StartAsync(_cluster, new DashboardOptions("http://0.0.0.0:0")));

        Assert.Contains("sweep keys create", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AllKeysAreRevoked_IsAsIfThereWereNone()
    {
        _cluster.Key(AccessRole.Operator);
        await _cluster.RevokeKey(_cluster.Keys[0].Id);

        await Assert.ThrowsAsync<KeyMissingException>(() => ApiServer.StartAsync(_cluster, new DashboardOptions("http://0.0.0.0:0")));
    }

    [Fact]
    public async Task Start_ClusterIsAway_LetsNobodyInButTheConfiguredKeyUntilItIsBack()
    {
        var key = _cluster.Key(AccessRole.Viewer);
        _cluster.Failure = new IOException("away");
        var clock = new FakeTimeProvider(Samples.Start);
        await using var server = await ApiServer.StartAsync(_cluster, new DashboardOptions("http://0.0.0.0:0") { OperatorKey = Secret }, clock);

        Assert.Equal(HttpStatusCode.Unauthorized, await ListAsync(server, key));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ListAsync(server, Secret));

        _cluster.Failure = null;
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.OK, await ListAsync(server, key));
        Assert.Equal(HttpStatusCode.OK, await ListAsync(server, Secret));
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", false, false, HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:0", true, false, HttpStatusCode.Unauthorized)]
    [InlineData("http://0.0.0.0:0", false, false, HttpStatusCode.Unauthorized)]
    [InlineData("http://0.0.0.0:0", false, true, HttpStatusCode.OK)]
    public async Task Get_WithoutKey_DependsOnWhoCanReachIt(string url, bool requiresLogin, bool isInsecure, HttpStatusCode status)
    {
        _cluster.Key(AccessRole.Viewer);
        await using var server = await ApiServer.StartAsync(
            _cluster, new DashboardOptions(url) { RequiresLogin = requiresLogin, IsInsecure = isInsecure });

        using var response = await server.GetAsync("/api/v1/sweeps");

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.BadRequest)]
    public async Task Get_ByAnotherNameForThisMachine_NeedsAKey(bool requiresLogin, HttpStatusCode status)
    {
        var key = _cluster.Key(AccessRole.Viewer);
        await using var server = await ApiServer.StartAsync(_cluster, new DashboardOptions("http://127.0.0.1:0") { RequiresLogin = requiresLogin });

        using var response = await server.GetAsync("/api/v1/sweeps", ("Host", "sweeps.example.org"), ("Authorization", $"Bearer {key}"));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Get_PageOrCircuitFromAPageOfAnotherSite_IsRefused()
    {
        await using var server = await ApiServer.StartAsync(_cluster);
        foreach (var path in (string[])["/", "/_blazor", "/_blazor/negotiate", "/login"])
        {
            using var response = await server.GetAsync(path, ("Origin", "https://evil.example.org"));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task Get_WithTheConfiguredKey_IsAnOperators()
    {
        await using var server = await ApiServer.StartAsync(_cluster, new DashboardOptions("http://0.0.0.0:0") { OperatorKey = Secret });

        using var response = await server.PostAsync("/api/v1/sweeps/digits-1/pause", headers: ("Authorization", $"Bearer {Secret}"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Get_WithAKeyMadeSinceTheStart_IsAnsweredAtOnce()
    {
        var clock = new FakeTimeProvider(Samples.Start);
        _cluster.Key(AccessRole.Operator);
        await using var server = await ApiServer.StartAsync(_cluster, new DashboardOptions("http://127.0.0.1:0") { RequiresLogin = true }, clock);
        clock.Advance(TimeSpan.FromSeconds(1));

        using var response = await server.GetAsync("/api/v1/sweeps", ("Authorization", $"Bearer {_cluster.Key(AccessRole.Viewer)}"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Post_SweepFilesTooOften_IsPutOffForThatKeyAlone()
    {
        var (key, other) = (_cluster.Key(AccessRole.Operator), _cluster.Key(AccessRole.Operator));
        await using var server = await ApiServer.StartAsync(_cluster, new DashboardOptions("http://127.0.0.1:0") { RequiresLogin = true });
        for (var sent = 0; sent < SubmissionLimit.PerMinute; sent++)
        {
            Assert.Equal(HttpStatusCode.OK, await ValidateAsync(server, key));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await ValidateAsync(server, key));
        Assert.Equal(HttpStatusCode.OK, await ValidateAsync(server, other));
    }

    [Fact]
    public async Task Start_ShortConfiguredKeyOrContradiction_IsRefused()
    {
        await Assert.ThrowsAsync<FormatException>(() => ApiServer.StartAsync(_cluster, new DashboardOptions("http://0.0.0.0:0") { OperatorKey = "short" }));
        await Assert.ThrowsAsync<FormatException>(() => ApiServer.StartAsync(
            _cluster, new DashboardOptions("http://0.0.0.0:0") { RequiresLogin = true, IsInsecure = true }));
    }

    private static async Task<HttpStatusCode> ListAsync(ApiServer server, string key)
    {
        using var response = await server.GetAsync("/api/v1/sweeps", ("Authorization", $"Bearer {key}"));
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> ValidateAsync(ApiServer server, string key)
    {
        using var response = await server.PostAsync("/api/v1/validate", "name: [", headers: ("Authorization", $"Bearer {key}"));
        return response.StatusCode;
    }
}
