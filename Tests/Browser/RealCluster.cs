using System.Text.Json;
using System.Text.RegularExpressions;
using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Browser.Tests;

/// <summary>A real <c>sweep up</c> with two slots and real training, and a browser to look at it.</summary>
public sealed partial class RealCluster : IAsyncLifetime
{
    private readonly Home _home = new();
    private SweepRun _up = null!;

    public string Url { get; private set; } = "";

    internal Chromium Chromium { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _up = SweepRun.Start(_home, "up", "--devices", "cpu:2", "--url", "http://127.0.0.1:0");
        await _up.SaidAsync("dashboard at http");
        Url = Address().Match(_up.Output + _up.Errors).Value;
        Chromium = await Chromium.LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await _up.KillTreeAsync();
        _up.Dispose();
        _home.Dispose();
    }

    /// <summary>All trials of a sweep, as the REST interface tells them.</summary>
    public async Task<IReadOnlyList<JsonElement>> TrialsAsync(string sweep)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Url) };
        var page = await client.GetStringAsync($"/api/v1/sweeps/{sweep}/trials", TestContext.Current.CancellationToken);
        return [.. JsonDocument.Parse(page).RootElement.GetProperty("items").EnumerateArray()];
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
