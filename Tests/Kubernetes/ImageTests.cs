using System.Diagnostics;
using System.Net;
using System.Text.Json;
using SweepCluster.EndToEnd.Tests;
using SweepCluster.Tests.Servers;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>The images, as scripts/images.sh --debian builds them; <c>make image-test</c> runs these, for they need buildah and podman.</summary>
[Trait("Category", "Images")]
public sealed class ImageTests : IAsyncLifetime
{
    private const string Switch = "SWEEP_IMAGE_TEST";
    private const string OperatorKey = "a-key-of-the-deployment-drawn-at-random";
    private const int GraceSeconds = 150;

    private const string Sweep =
        """
        name: NAME
        task: synthetic
        method: random
        metric: {name: val_accuracy, goal: maximize}
        parameters:
          model: {value: lenet}
          lr: {distribution: log_uniform_values, min: 1e-3, max: 0.1}
          epochs: {value: EPOCHS}
        run_cap: 2
        seed: 1
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-images-");
    private readonly HttpClient _client = new();

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Switch) == "1", "make image-test builds the images and runs this.");
        Commands.Run("chmod", ["0755", _folder.FullName]);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Containers_AsRestrictedAsPods_RunASweepAnswerProbesAndDrain()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var postgres = await PostgresServer.StartNewAsync();
        await postgres.CreateDatabaseAsync("sweeps");
        var here = new Dictionary<string, string>
        {
            ["SWEEP_Cluster__Redis"] = redis.ConnectionString,
            ["SWEEP_Cluster__Postgres"] = postgres.ConnectionString("sweeps"),
            ["SWEEP_Cluster__Address"] = "127.0.0.1",
            ["SWEEP_Cluster__SiloPort"] = "0",
            ["SWEEP_Cluster__GatewayPort"] = "0",
            ["SWEEP_Monitor__Url"] = "http://127.0.0.1:0",
            ["SWEEP_OPERATOR_KEY"] = OperatorKey,
            ["--url"] = "http://127.0.0.1:0",
        };
        using var control = RestrictedContainer.Start("sweepcluster-control", _folder.FullName, here);
        using var devices = RestrictedContainer.Start("sweepcluster-devices", _folder.FullName, here);
        using var dashboard = RestrictedContainer.Start("sweepcluster-dashboard", _folder.FullName, here);
        foreach (var silo in (RestrictedContainer[])[control, devices])
        {
            var monitor = new Uri((await silo.SaysAsync("metrics at ")).Replace("/metrics", "/", StringComparison.Ordinal));
            await AnswersAsync(new Uri(monitor, "healthz"));
            await AnswersAsync(new Uri(monitor, "readyz"));
            await AnswersAsync(new Uri(monitor, "metrics"));
        }

        var page = new Uri((await dashboard.SaysAsync("dashboard at ")) + "/");
        await AnswersAsync(new Uri(page, "healthz"));
        await AnswersAsync(new Uri(page, "readyz"));

        await CompletesAsync(Submit(redis, "short", epochs: 2), redis);
        var cut = Submit(redis, "long", epochs: 400);
        await Eventually.TrueAsync(
            () => Running(cut, redis).Any(trial => trial.GetProperty("step").GetInt32() > 0), () => $"no trial got to its first step: {devices.Said}");
        var stopwatch = Stopwatch.StartNew();
        Assert.Equal("0", devices.Stop(GraceSeconds));

        Assert.InRange(stopwatch.Elapsed.TotalSeconds, 0, GraceSeconds - 1);
        Assert.Empty(Running(cut, redis));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder.FullName, "shared", "checkpoints", cut), "*", SearchOption.AllDirectories));
        Assert.Equal("0", dashboard.Stop(45));
        Assert.Equal("0", control.Stop(GraceSeconds));
    }

    [Theory]
    [InlineData("sweepcluster-dashboard", "sbom.cdx.json", "pkg:nuget/Npgsql@")]
    [InlineData("sweepcluster-devices", "sweep.cdx.json", "pkg:deb/debian/libc6@")]
    [InlineData("sweepcluster-devices", "trainer.cdx.json", "pkg:nuget/TorchSharp@")]
    public void Image_TellsWhatItIsAndHolds(string deployment, string file, string component)
    {
        var image = "localhost/" + Pods.Container("local", deployment).Image;
        var configuration = JsonDocument.Parse(RestrictedContainer.Call("image", "inspect", image)).RootElement[0].GetProperty("Config");
        var labels = configuration.GetProperty("Labels");
        var root = RestrictedContainer.Call("image", "mount", image).Trim();
        try
        {
            Assert.Equal("1654:1654", configuration.GetProperty("User").GetString());
            Assert.Equal(image.Split(':')[^1], labels.GetProperty("org.opencontainers.image.version").GetString());
            Assert.Matches("^[0-9a-f]{40}$", labels.GetProperty("org.opencontainers.image.revision").GetString());
            var bill = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "app", file))).RootElement;
            Assert.Equal("CycloneDX", bill.GetProperty("bomFormat").GetString());
            Assert.Contains(bill.GetProperty("components").EnumerateArray(), part => part.GetProperty("purl").GetString()!.StartsWith(component, StringComparison.Ordinal));
            Assert.DoesNotContain((string[])["bin/sh", "usr/bin/sh", "usr/bin/bash", "usr/bin/apt"], path => File.Exists(Path.Combine(root, path)));
        }
        finally
        {
            RestrictedContainer.Call("image", "unmount", image);
        }
    }

    private Task AnswersAsync(Uri url) => Eventually.TrueAsync(() => Status(url) == HttpStatusCode.OK, () => $"{url} did not answer: {Status(url)}");

    private HttpStatusCode Status(Uri url)
    {
        using var answer = _client.Send(new HttpRequestMessage(HttpMethod.Get, url));
        return answer.StatusCode;
    }

    private string Submit(RedisServer redis, string name, int epochs)
    {
        var file = Path.Combine(_folder.FullName, $"{name}.yaml");
        File.WriteAllText(file, Sweep.Replace("NAME", name, StringComparison.Ordinal).Replace("EPOCHS", $"{epochs}", StringComparison.Ordinal));
        return Ask(redis, "submit", file).GetProperty("sweep").GetString()!;
    }

    private static Task CompletesAsync(string sweep, RedisServer redis) => Eventually.TrueAsync(
        () => Ask(redis, "show", sweep).GetProperty("status").GetString() == "completed", () => $"{sweep} did not complete: {Ask(redis, "show", sweep)}");

    private static IEnumerable<JsonElement> Running(string sweep, RedisServer redis) =>
        Ask(redis, "trials", sweep).EnumerateArray().Where(trial => trial.GetProperty("status").GetString() == "running");

    private static JsonElement Ask(RedisServer redis, params string[] arguments) => JsonSerializer.Deserialize<JsonElement>(
        Commands.Run(Repository.Sweep, [.. arguments, "--json", "--redis", redis.ConnectionString]));
}
