using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Browser.Tests;

/// <summary>The dashboard over a seeded cluster, and Debian's Chromium to look at it.</summary>
public sealed class Dashboard : IAsyncLifetime
{
    private readonly WebApplication _app;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public Dashboard()
    {
        Cluster = new FakeCluster(Sweep, new FakeSweepGrain(Samples.Of("digits-2", Contracts.Snapshots.SweepStatus.Paused), Samples.Trials))
        {
            Silos =
            [
                new SiloView("silo-a", "S127.0.0.1:11111", [new SlotView(new SlotId("silo-a", "cpu", 0), DeviceKind.Cpu, "running", new AttemptId(new TrialId("convnets-1", 199), 1))]),
                new SiloView("silo-b", "S127.0.0.1:11112", [new SlotView(new SlotId("silo-b", "cpu", 0), DeviceKind.Cpu, "idle", null)]),
            ],
            Queue = [new QueuedSweep("convnets-1", 50, 1, 1, 3, 3_000), new QueuedSweep("digits-2", 20, 1.5, 0, 2, 754)],
            Progress = new TrialProgress(
                new AttemptId(new TrialId("convnets-1", 199), 1), new SlotId("silo-a", "cpu", 0), "training", 3, 0.4, [.. Enumerable.Range(1, 40).Select(i => $"epoch 3, batch {i} of 100")]),
        };
        _app = DashboardHost.Build(_ => Cluster.Grains, "http://127.0.0.1:0");
    }

    internal FakeSweepGrain Sweep { get; } = SeededSweep.Create("convnets-1", 200);

    internal FakeCluster Cluster { get; }

    public string Url { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        Url = _app.Urls.Single();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>Opens a path and waits until the page is alive.</summary>
    public async Task<Visit> OpenAsync(string path, ColorScheme scheme = ColorScheme.Light, int width = 1440)
    {
        var context = await _browser.NewContextAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 900 }, BaseURL = Url });
        var visit = new Visit(context, await context.NewPageAsync(), Url);
        await visit.Page.GotoAsync(path);
        return visit;
    }
}

/// <summary>One open page and all that went wrong in it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    public Visit(IBrowserContext context, IPage page, string origin)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type == "error", message.Text);
        page.PageError += (_, error) => Note(true, error);
        page.RequestFailed += (_, request) => Note(true, $"{request.Url} failed: {request.Failure}");
        page.Request += (_, request) => Note(!request.Url.StartsWith(origin, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal), $"foreign: {request.Url}");
        page.Response += (_, response) => Note(response.Status >= 400, $"{response.Url} answered {response.Status}");
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Faults => _faults;

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    /// <summary>What axe calls serious or critical, a line each.</summary>
    public async Task<List<string>> SeriousAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));
        var found = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html.slice(0, 160) + ' | ' + (n.any[0]?.message ?? '')) }))");
        return [.. found.EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{violation.GetProperty("id")}: {violation.GetProperty("nodes")}")];
    }

    private void Note(bool isFault, string text)
    {
        if (isFault)
        {
            _faults.Enqueue(text);
        }
    }
}
