using System.Globalization;
using System.Text.Json;
using SweepCluster.Benchmarks.Cluster;
using SweepCluster.Browser.Tests;

namespace SweepCluster.Benchmarks.Ui;

/// <summary>What a browser sees of a sweep that goes on, and when.</summary>
/// <param name="chromium">The browser.</param>
/// <param name="proxy">The way to the dashboard.</param>
/// <param name="slots">The slots that report.</param>
/// <param name="sweep">The sweep's id.</param>
internal sealed class BrowserFigures(Chromium chromium, CountingProxy proxy, ReportingSlots slots, string sweep)
{
    private const int Times = 30;

    private static readonly TimeSpan LiveTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly string Script = ReadScript();

    /// <summary>From the click on a link to the sweep until its page stands, in a browser that has never been here.</summary>
    public async Task<IReadOnlyList<string>> PaintAsync()
    {
        var (first, curves) = (new List<double>(), new List<double>());
        for (var time = 0; time < 11; time++)
        {
            await using var visit = await OpenAsync("");
            var painted = await visit.Page.EvaluateAsync<double[]>("() => window.__measure.painted()");
            first.Add(painted[0]);
            curves.Add(painted[1]);
        }

        return
        [
            Text($"first visit after the start: first paint {first[0]:0} ms, curves drawn {curves[0]:0} ms"),
            $"{Line("first paint of the sweep's page", first[1..])}; goal 1000 ms",
            Line("its curves drawn", curves[1..]),
        ];
    }

    /// <summary>From an act until the frame that shows its effect.</summary>
    public async Task<IReadOnlyList<string>> InteractionsAsync()
    {
        var (sort, filter, open, zoom) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        await using (var visit = await OpenAsync("/trials"))
        {
            await visit.Page.Locator("tbody td a").First.WaitForAsync();
            foreach (var column in Enumerable.Repeat((string[])["Trial", "Trial", "real0", "real0", "score", "score"], Times / 6).SelectMany(columns => columns))
            {
                sort.Add(await visit.Page.EvaluateAsync<double>("name => window.__measure.sort(name)", column));
            }

            for (var time = 0; time < Times; time++)
            {
                filter.Add(await visit.Page.EvaluateAsync<double>("most => window.__measure.filter(most)", 50 + (300 * time)));
            }

            for (var time = 0; time < Times; time++)
            {
                open.Add(await visit.Page.EvaluateAsync<double>("place => window.__measure.open(place)", time % 10));
                await visit.Page.EvaluateAsync("() => window.__measure.back()");
            }

            Check(visit);
        }

        await using (var visit = await OpenAsync(""))
        {
            await visit.Page.EvaluateAsync("() => window.__measure.painted()");
            for (var time = 0; time < Times; time++)
            {
                zoom.Add(await visit.Page.EvaluateAsync<double>("share => window.__measure.zoom(share)", 0.2 + (0.01 * time)));
            }

            Check(visit);
        }

        return
        [
            Line("sort", sort), Line("filter", filter), Line("open a trial", open), Line("zoom into curves", zoom),
            $"{Line("all of them", [.. sort, .. filter, .. open, .. zoom])}; goal 200 ms for the 95th percentile",
        ];
    }

    /// <summary>From the sending of a report until its point stands in the chart, and what the page costs meanwhile.</summary>
    public async Task<IReadOnlyList<string>> LiveAsync()
    {
        await using var visit = await OpenAsync("");
        await visit.Page.EvaluateAsync("() => window.__measure.painted()");
        await visit.Page.EvaluateAsync("() => window.__measure.watch()");
        await slots.PassAsync(Patience);
        var (bytes, from) = (proxy.Bytes, TimeProvider.System.GetUtcNow());
        await slots.PassAsync(LiveTime);
        var (rate, to) = ((proxy.Bytes - bytes) / LiveTime.TotalSeconds, TimeProvider.System.GetUtcNow());
        await slots.PassAsync(Patience);
        var seen = (await visit.Page.EvaluateAsync<JsonElement>("() => window.__measure.arrivals")).EnumerateArray()
            .ToDictionary(point => (point[0].GetInt32(), point[1].GetInt32()), point => point[2].GetDouble());
        Check(visit);
        var sent = slots.Answered.Where(report => report.SentAt >= from && report.SentAt < to).ToList();
        var late = sent.ConvertAll(report =>
            seen.TryGetValue((report.Trial, report.Step), out var at) ? at - (report.SentAt - DateTimeOffset.UnixEpoch).TotalMilliseconds : double.PositiveInfinity);
        return
        [
            Text($"reports in {LiveTime.TotalSeconds:0} s: {sent.Count}, {late.Count(double.IsInfinity)} of them not seen within {Patience.TotalSeconds:0} s"),
            $"{Line("from a report to its point in the chart", late)}; goal 500 ms for the 95th percentile",
            Text($"bytes on the wire: {rate / 1000:0.0} kB a second; goal 20 kB a second"),
        ];
    }

    private Task<Visit> OpenAsync(string tab) => chromium.OpenAsync(proxy.Url, $"/sweeps/{sweep}{tab}", script: Script);

    private static void Check(Visit visit)
    {
        if (visit.Faults.Count > 0)
        {
            throw new InvalidOperationException($"The page met faults: {string.Join("; ", visit.Faults)}");
        }
    }

    private static string Line(string what, IReadOnlyCollection<double> milliseconds) => Text(
        $"{what}: median {Quantile.Of(milliseconds, 0.5):0} ms, 95th percentile {Quantile.Of(milliseconds, 0.95):0} ms, most {milliseconds.Max():0} ms");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(BrowserFigures).Assembly.GetManifestResourceStream("measure.js")!);
        return reader.ReadToEnd();
    }
}
