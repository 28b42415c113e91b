using Microsoft.Playwright;

namespace SweepCluster.Browser.Tests;

/// <summary>Every page and chart, in light and dark, wide and narrow.</summary>
public sealed class PagesTests(Dashboard dashboard) : IClassFixture<Dashboard>
{
    private static readonly (string Path, string Selector)[] Pages =
    [
        ("/sweeps", "tbody tr"),
        ("/sweeps/new", ".cm-content"),
        ("/sweeps/convnets-1", ".curves canvas"),
        ("/sweeps/convnets-1/trials", "tbody td"),
        ("/sweeps/convnets-1/analysis/history", ".plot canvas"),
        ("/sweeps/convnets-1/analysis/parallel", ".plot canvas"),
        ("/sweeps/convnets-1/analysis/slice", ".plot canvas"),
        ("/sweeps/convnets-1/analysis/contour?x=lr&y=model", ".plot canvas"),
        ("/sweeps/convnets-1/analysis/importance", ".plot canvas"),
        ("/sweeps/convnets-1/analysis/pareto", ".plot canvas"),
        ("/sweeps/convnets-1/analysis/distribution", ".plot canvas"),
        ("/sweeps/convnets-1/analysis/timeline", ".plot canvas"),
        ("/sweeps/convnets-1/analysis/rungs", ".plot canvas"),
        ("/sweeps/convnets-1/events", "tbody td"),
        ("/sweeps/convnets-1/definition", "pre"),
        ("/sweeps/convnets-1/trials/12", ".curves canvas"),
        ("/sweeps/convnets-1/trials/199", ".log pre"),
        ("/sweeps/convnets-1/compare?t=1,12,30", ".curves canvas"),
        ("/cluster", "tbody td"),
        ("/settings", "form.tools"),
    ];

    public static TheoryData<string, string, ColorScheme, int> Views { get; } = new(
        from page in Pages
        from scheme in new[] { ColorScheme.Light, ColorScheme.Dark }
        from width in new[] { 1440, 400 }
        select (page.Path, page.Selector, scheme, width));

    [Theory, MemberData(nameof(Views))]
    public async Task Page_Opened_HasNoFaultAndFitsTheWindow(string path, string selector, ColorScheme scheme, int width)
    {
        await using var visit = await dashboard.OpenAsync(path, scheme, width);

        await visit.Page.Locator(selector).First.WaitForAsync(new() { State = WaitForSelectorState.Visible, Timeout = 20_000 });
        await ShootAsync(visit.Page, path, scheme, width);

        Assert.True(visit.Faults.Count == 0, visit.Told);
        Assert.Empty(await visit.SeriousAsync());
        Assert.True(await visit.FitsAsync(), "The page is wider than the window.");
    }

    [Fact]
    public async Task Reference_Opened_ShowsTheInterfaceAndAsksNoOtherSite()
    {
        await using var visit = await dashboard.OpenAsync("/api/");

        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "SweepCluster REST interface" }).First.WaitForAsync(new() { Timeout = 20_000 });
        await visit.Page.GetByText("/api/v1/sweeps").First.WaitForAsync(new() { Timeout = 20_000 });
        await ShootAsync(visit.Page, "/api", ColorScheme.Light, 1440);

        Assert.Empty(visit.Faults);
    }

    /// <summary>Leaves a picture for people, where <c>SWEEP_SCREENSHOTS</c> says.</summary>
    private static async Task ShootAsync(IPage page, string path, ColorScheme scheme, int width)
    {
        if (Environment.GetEnvironmentVariable("SWEEP_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var name = string.Concat(path.Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-');
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{scheme}-{width}.png".ToLowerInvariant()), FullPage = true });
        }
    }
}
