using Microsoft.Playwright;

namespace SweepCluster.Browser.Tests;

/// <summary>Debian's Chromium, by which tests look at a dashboard.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox"],
        }));
    }

    /// <summary>Opens a path of a dashboard; a script of the caller's may run in each page before all others.</summary>
    public async Task<Visit> OpenAsync(
        string url, string path, ColorScheme scheme = ColorScheme.Light, int width = 1440, string script = "")
    {
        // Without motion nothing is looked at half faded in.
        var context = await _browser.NewContextAsync(new()
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
            BaseURL = url,
        });
        if (script.Length > 0)
        {
            await context.AddInitScriptAsync(script);
        }

        var visit = new Visit(context, await context.NewPageAsync(), url);
        await visit.Page.GotoAsync(path);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
