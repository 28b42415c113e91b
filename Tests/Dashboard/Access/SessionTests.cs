using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Access;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Tests.Api;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Access;

/// <summary>A browser signs in with a key and stays until it signs out or the key is revoked.</summary>
public sealed partial class SessionTests : IAsyncLifetime
{
    private readonly FakeSweepGrain _sweep = new(Samples.Sweep, Samples.Trials);
    private readonly FakeCluster _cluster;
    private readonly FakeTimeProvider _clock = new(Samples.Start);
    private string _key = "";
    private string _viewer = "";
    private ApiServer _server = null!;

    public SessionTests() => _cluster = new FakeCluster(_sweep);

    public async ValueTask InitializeAsync()
    {
        (_key, _viewer) = (_cluster.Key(AccessRole.Operator), _cluster.Key(AccessRole.Viewer));
        _server = await ApiServer.StartAsync(_cluster, new DashboardOptions("http://127.0.0.1:0") { RequiresLogin = true }, _clock);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Get_PageWithoutSession_LeadsToTheLoginAndBack()
    {
        using var response = await _server.GetAsync("/sweeps/digits-1/trials");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.EndsWith("/login?returnUrl=%2Fsweeps%2Fdigits-1%2Ftrials", response.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_GoodKey_BeginsASessionThatScriptsCannotSee()
    {
        using var response = await SignInAsync(_key, "/cluster");
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("sweep-session", StringComparison.Ordinal));

        Assert.EndsWith("/cluster", response.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("/sweeps", ("Cookie", Pair(cookie)))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("/api/v1/sweeps", ("Cookie", Pair(cookie)))).StatusCode);
    }

    [Fact]
    public async Task SignIn_BehindAServerThatSpeaksTls_TheCookieIsForTlsAlone()
    {
        using var response = await SignInAsync(_key, "/", ("X-Forwarded-Proto", "https"));

        Assert.Contains("secure", response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("sweep-session", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("//evil.example.org/")]
    [InlineData("/\\evil.example.org/")]
    [InlineData("https://evil.example.org/")]
    public async Task SignIn_ReturnToAnotherSite_LeadsToTheStartPage(string target)
    {
        using var response = await SignInAsync(_key, target);

        var landed = response.Headers.Location!;
        Assert.Equal("/", landed.IsAbsoluteUri ? landed.AbsolutePath : landed.OriginalString);
        Assert.True(!landed.IsAbsoluteUri || landed.IsLoopback, $"It leads to {landed}.");
    }

    [Fact]
    public async Task SignIn_UnknownKey_IsRefusedInWords()
    {
        using var response = await SignInAsync("sweep_nothing", "/");

        Assert.False(response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("sweep-session", StringComparison.Ordinal)));
        Assert.Contains("There is no such key", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_FormOfAnotherSite_IsRefused()
    {
        using var response = await _server.PostAsync("/login", $"_handler=login&Key={_key}", "application/x-www-form-urlencoded");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task SignIn_TooOften_IsPutOff()
    {
        for (var tried = 0; tried < Limits.LoginsPerMinute; tried++)
        {
            using var refused = await SignInAsync("sweep_nothing", "/");
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        }

        using var response = await SignInAsync(_key, "/");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Session_KeyIsRevoked_EndsSoon()
    {
        var cookie = await SessionAsync(_key);
        await _cluster.RevokeKey(_cluster.Keys[0].Id);

        _clock.Advance(KeyRing.Interval);

        await EventuallyAsync(async () => (await _server.GetAsync("/api/v1/sweeps", ("Cookie", cookie))).StatusCode == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Stream_KeyIsRevoked_EndsSoon()
    {
        using var response = await _server.GetAsync("/api/v1/sweeps/digits-1/events", ("Authorization", $"Bearer {_key}"));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        var rest = response.Content.ReadAsStringAsync(patience.Token);
        await _cluster.RevokeKey(_cluster.Keys[0].Id);
        Assert.False(rest.IsCompleted);

        _clock.Advance(KeyRing.Interval);

        Assert.Equal("", await rest);
        await EventuallyAsync(() => Task.FromResult(_sweep.Watchers == 0));
    }

    [Fact]
    public async Task Session_ClusterGivesNoAnswer_GoesOn()
    {
        var cookie = await SessionAsync(_key);
        _cluster.Failure = new TimeoutException("no answer");

        _clock.Advance(KeyRing.Interval);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _server.GetAsync("/api/v1/sweeps", ("Cookie", cookie))).StatusCode);
    }

    [Fact]
    public async Task Session_RequestOfAnotherSitesPage_DoesNothing()
    {
        var cookie = await SessionAsync(_key);

        using var response = await _server.PostAsync(
            "/api/v1/sweeps/digits-1/cancel", headers: [("Cookie", cookie), ("Origin", "https://evil.example.org")]);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(_sweep.Commands);
    }

    [Fact]
    public async Task Logout_WithoutOurForm_EndsNothing()
    {
        var cookie = await SessionAsync(_key);

        using var response = await _server.PostAsync("/logout", headers: [("Cookie", cookie)]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Get_PageAsViewer_ShowsNoButtonThatChangesThings()
    {
        var cookie = await SessionAsync(_viewer);
        var page = await (await _server.GetAsync("/sweeps", ("Cookie", cookie))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var forbidden = await _server.GetAsync("/sweeps/new", ("Cookie", cookie));

        Assert.Contains("<h1>Sweeps</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("New sweep", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/settings", page, StringComparison.Ordinal);
        Assert.Contains("/forbidden", forbidden.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    private static string Pair(string cookie) => cookie.Split(';')[0];

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<string> SessionAsync(string key)
    {
        using var response = await SignInAsync(key, "/");
        return Pair(response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("sweep-session", StringComparison.Ordinal)));
    }

    private async Task<HttpResponseMessage> SignInAsync(string key, string target, params (string Name, string Value)[] headers)
    {
        var path = $"/login?returnUrl={Uri.EscapeDataString(target)}";
        using var form = await _server.GetAsync(path, headers);
        var page = await form.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var fields = Hidden().Matches(page).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        fields["Key"] = key;
        var body = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
        var cookies = string.Join("; ", form.Headers.GetValues("Set-Cookie").Select(Pair));
        return await _server.PostAsync(path, body, "application/x-www-form-urlencoded", [.. headers, ("Cookie", cookies)]);
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]+)" ?/?>""")]
    private static partial Regex Hidden();
}
