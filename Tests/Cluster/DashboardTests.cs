using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace SweepCluster.Cluster.Tests;

/// <summary><c>sweep dashboard</c> beside a real cluster.</summary>
public sealed partial class DashboardTests(RealCluster cluster) : IClassFixture<RealCluster>, IDisposable
{
    private const string Key = "a-key-of-the-deployment-drawn-at-random";
    private readonly HttpClient _client = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-dashboard-");

    public void Dispose()
    {
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Dashboard_ClusterComesLeavesAndComesBack_FollowsByItself()
    {
        await cluster.Redis.StopAsync();
        using var dashboard = await ServeAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, "healthz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(dashboard, "readyz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(dashboard, "api/v1/sweeps"));

        await cluster.Redis.StartAsync();
        await RunSiloAsync();
        await BecomesAsync(dashboard, HttpStatusCode.OK);
        var sweep = await cluster.SubmitAsync(1, ("steps", 2), ("step_ms", 10));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, $"api/v1/sweeps/{sweep.Id}"));

        await cluster.Silo("a").KillAsync();
        await BecomesAsync(dashboard, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, "healthz"));

        await cluster.RestartSiloAsync("a");
        await BecomesAsync(dashboard, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, $"api/v1/sweeps/{sweep.Id}"));

        await dashboard.EndAsync();
        Assert.Equal(0, dashboard.ExitCode);
    }

    [Fact]
    public async Task Dashboard_StoppedWhileTheClusterIsAway_EndsWithZero()
    {
        using var dashboard = await SweepProcess.StartAsync(
            ["dashboard", "--url", "http://127.0.0.1:0", "--redis", "127.0.0.1:1"], new Dictionary<string, string>(), "gives no answer yet");

        await dashboard.EndAsync();

        Assert.True(dashboard.ExitCode == 0, dashboard.Said);
    }

    [Fact]
    public async Task Dashboard_SessionKeysInAFolder_SessionHoldsInTheNextOne()
    {
        await RunSiloAsync();
        string session;
        using (var first = await ServeAsync("--session-keys", _folder.FullName))
        {
            await BecomesAsync(first, HttpStatusCode.OK);
            session = await SignInAsync(first);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(first, "cluster", session));
        }

        using var second = await ServeAsync("--session-keys", _folder.FullName);
        using var stranger = await ServeAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second, "cluster", session));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(stranger, "cluster", session));
    }

    private Task RunSiloAsync() => cluster.Silos.Count == 0 ? cluster.StartSilosAsync("a") : Task.CompletedTask;

    private Task<SweepProcess> ServeAsync(params string[] arguments) => SweepProcess.StartAsync(
        ["dashboard", "--url", "http://127.0.0.1:0", "--redis", cluster.Redis.ConnectionString, "--require-login", .. arguments],
        new Dictionary<string, string> { ["SWEEP_OPERATOR_KEY"] = Key },
        "dashboard at ");

    private Task BecomesAsync(SweepProcess dashboard, HttpStatusCode ready) => Eventually.TrueAsync(
        async () => await StatusAsync(dashboard, "readyz") == ready, () => $"readyz was never {ready}.\n{dashboard.Said}");

    private async Task<HttpStatusCode> StatusAsync(SweepProcess dashboard, string path, string? session = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(dashboard, path));
        if (session is null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        }
        else
        {
            request.Headers.Add("Cookie", session);
        }

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Sends the form of the login page, and answers the cookies of the session.</summary>
    private async Task<string> SignInAsync(SweepProcess dashboard)
    {
        using var page = await _client.GetAsync(Url(dashboard, "login"), TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var fields = HiddenField().Matches(html).ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
        fields["Key"] = Key;
        using var form = new HttpRequestMessage(HttpMethod.Post, Url(dashboard, "login")) { Content = new FormUrlEncodedContent(fields) };
        form.Headers.Add("Cookie", Cookies(page));
        using var answer = await _client.SendAsync(form, TestContext.Current.CancellationToken);
        return Cookies(answer);
    }

    private static Uri Url(SweepProcess dashboard, string path) => new(new Uri(Address().Match(dashboard.Said).Value), path);

    private static string Cookies(HttpResponseMessage response) => string.Join(
        "; ", response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" """)]
    private static partial Regex HiddenField();

    [GeneratedRegex("(?<=dashboard at )http://[0-9.:]+")]
    private static partial Regex Address();
}
