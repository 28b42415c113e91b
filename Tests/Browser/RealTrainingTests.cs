using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SweepCluster.Browser.Tests;

/// <summary>What people do with a cluster that really trains, from the form to the exported chart.</summary>
public sealed class RealTrainingTests(RealCluster cluster) : IClassFixture<RealCluster>
{
    private const string Curves = "Object.values(window.__curves ?? {})[0]?.lines.reduce((sum, line) => sum + line.x.length, 0)";

    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 60_000 };

    private static readonly (string Path, string Selector)[] Views =
    [
        ("", ".curves canvas"),
        ("/trials", "tbody td"),
        ("/analysis/history", ".plot canvas"),
        ("/analysis/parallel", ".plot canvas"),
        ("/analysis/slice?x=lr", ".plot canvas"),
        ("/analysis/contour?x=lr&y=batch_size", ".plot canvas"),
        ("/analysis/pareto", ".plot canvas"),
        ("/analysis/distribution", ".plot canvas"),
        ("/analysis/timeline", ".plot canvas"),
        ("/analysis/rungs", ".plot canvas"),
        ("/events?kind=decisions", "tbody td"),
        ("/definition", "pre"),
        ("/trials/0", "section[aria-label=Checkpoints] td"),
        ("/compare?t=0,1,2", ".curves canvas"),
    ];

    /// <summary>Two metrics, so that there is a Pareto front.</summary>
    private static string File(string name, int trials, int epochs) => $$"""
        name: {{name}}
        task: {dataset: fashion-mnist, train: 800, validation: 200}
        method: random
        metric:
          - {name: val_accuracy, goal: maximize}
          - {name: val_loss, goal: minimize}
        parameters:
          model: {value: lenet}
          lenet_width: {value: 0.5}
          epochs: {value: {{epochs}}}
          batch_size: {values: [32, 64]}
          lr: {distribution: log_uniform_values, min: 5e-3, max: 0.1}
        early_terminate: {type: asha, min_iter: 1, max_iter: {{epochs}}, eta: 2}
        run_cap: {{trials}}
        seed: 5
        """;

    [Fact]
    public async Task Form_SweepOfRealTraining_IsWatchedToItsEndAndEveryViewShowsIt()
    {
        await using var visit = await cluster.Chromium.OpenAsync(cluster.Url, "/sweeps/new");
        await WriteAsync(visit, File("written", 3, 4));
        await visit.Page.GetByLabel("Name").FillAsync("by-form");
        await visit.Page.GetByLabel("Trials at most").FillAsync("6");
        await visit.Page.GetByLabel("Method").SelectOptionAsync("sobol");
        await Expect(visit.Page.Locator(".cm-content")).ToContainTextAsync("method: sobol");
        await visit.Button("Submit sweep").ClickAsync();

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("by-form-1");
        await Expect(visit.Page.Locator(".title .pill")).ToContainTextAsync("completed", Patient);
        var trials = await cluster.TrialsAsync("by-form-1");
        Assert.Equal(6, trials.Count);
        var reports = trials.Sum(trial => trial.GetProperty("curve").GetArrayLength());
        await visit.Page.WaitForFunctionAsync($"() => {Curves} === {reports}");
        await Expect(visit.Page.Locator("[aria-label='Trials by status'] .big")).ToHaveTextAsync("6 / 6");
        Assert.True(visit.Faults.Count == 0, visit.Told);

        foreach (var (path, selector) in Views)
        {
            await LookAsync($"/sweeps/by-form-1{path}", selector);
        }

        await LookAsync("/sweeps", "tbody td");
        await LookAsync("/cluster", ".slots li");
        await CompareAsync(trials);
        await ExportAsync(trials);
    }

    [Fact]
    public async Task Yaml_RunningSweep_IsPausedResumedAndCanceled()
    {
        await using var visit = await cluster.Chromium.OpenAsync(cluster.Url, "/sweeps/new");
        await WriteAsync(visit, File("by-yaml", 50, 40));
        await visit.Button("Submit sweep").ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("by-yaml-1");
        var pill = visit.Page.Locator(".title .pill");
        var counts = visit.Page.Locator("[aria-label='Trials by status']");
        await Expect(counts).ToContainTextAsync("running", Patient);
        await visit.Page.WaitForFunctionAsync($"() => {Curves} > 0", null, new() { Timeout = 60_000 });

        await visit.Button("Pause").ClickAsync();
        await Expect(pill).ToContainTextAsync("paused");
        await Expect(counts).Not.ToContainTextAsync("running", new() { Timeout = 30_000 });
        await visit.Button("Resume").ClickAsync();
        await Expect(pill).ToContainTextAsync("running");
        await Expect(counts).ToContainTextAsync("running", Patient);

        // The other window sees it too.
        await using var other = await cluster.Chromium.OpenAsync(cluster.Url, "/sweeps?status=running");
        await Expect(other.Page.Locator("tbody")).ToContainTextAsync("by-yaml-1");
        await visit.Button("Cancel…").ClickAsync();
        await visit.Button("Cancel the sweep").ClickAsync();
        await Expect(pill).ToContainTextAsync("canceled", new() { Timeout = 30_000 });
        await Expect(other.Page.Locator("tbody")).Not.ToContainTextAsync("by-yaml-1");
        Assert.True(visit.Faults.Count == 0, visit.Told);
        Assert.True(other.Faults.Count == 0, other.Told);
    }

    private static async Task WriteAsync(Visit visit, string text)
    {
        await visit.Page.Locator(".cm-content").WaitForAsync();
        await visit.Page.EvaluateAsync(
            "text => { const { view } = Object.values(window.__editors)[0]; view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }); }", text);
        await Expect(visit.Page.GetByText("This can be submitted.")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByLabel("Name")).ToHaveValueAsync(text.Split('\n')[0].Split(": ")[1]);
    }

    /// <summary>Looks at one page in both themes and widths.</summary>
    private async Task LookAsync(string path, string selector)
    {
        await using var visit = await cluster.Chromium.OpenAsync(cluster.Url, path);
        await visit.Page.Locator(selector).First.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1440), (ColorScheme.Dark, 1440), (ColorScheme.Dark, 400), (ColorScheme.Light, 400) })
        {
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await visit.Page.SetViewportSizeAsync(width, 900);
            await visit.Page.WaitForFunctionAsync($"() => innerWidth === {width} && document.documentElement.scrollWidth <= innerWidth", null, new() { Timeout = 5_000 });
            if (scheme == ColorScheme.Dark == (width == 400))
            {
                Assert.Empty(await visit.SeriousAsync());
            }
        }

        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    private async Task CompareAsync(IReadOnlyList<JsonElement> trials)
    {
        await using var visit = await cluster.Chromium.OpenAsync(cluster.Url, "/sweeps/by-form-1/trials");
        await visit.Page.GetByLabel("Compare trial 1", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByLabel("Compare trial 4", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Compare (2)" }).ClickAsync();

        var table = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Trials side by side" });
        await Expect(table).ToContainTextAsync("#4");
        foreach (var number in new[] { 1, 4 })
        {
            await Expect(table).ToContainTextAsync(trials[number].GetProperty("parameters").GetProperty("lr").GetRawText());
        }

        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    private async Task ExportAsync(IReadOnlyList<JsonElement> trials)
    {
        await using var visit = await cluster.Chromium.OpenAsync(cluster.Url, "/sweeps/by-form-1/analysis/slice");
        await visit.Page.Locator(".plot canvas").WaitForAsync();
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await SaveAsync(visit, "Slice as PNG", "by-form-1-slice.png"))[..4]);
        Assert.StartsWith("<svg", Encoding.UTF8.GetString(await SaveAsync(visit, "Slice as SVG", "by-form-1-slice.svg")), StringComparison.Ordinal);
        Assert.Equal(trials.Count + 1, Lines(await SaveAsync(visit, "Slice as CSV", "by-form-1-slice.csv")).Length);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Trials", Exact = true }).ClickAsync();
        var rows = Lines(await SaveAsync(visit, "CSV", "by-form-1-trials.csv"));
        Assert.StartsWith("trial,rank,status,val_accuracy,val_loss,step,", rows[0], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, trials.Count), rows[1..].Select(row => int.Parse(row.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    private static string[] Lines(byte[] file) => Encoding.UTF8.GetString(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static async Task<byte[]> SaveAsync(Visit visit, string button, string name)
    {
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Button(button).ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        await using var content = await download.CreateReadStreamAsync();
        using var file = new MemoryStream();
        await content.CopyToAsync(file);
        return file.ToArray();
    }
}
