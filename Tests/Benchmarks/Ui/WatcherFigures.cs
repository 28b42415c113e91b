using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Benchmarks.Cluster;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Benchmarks.Ui;

/// <summary>How long a sweep takes to answer a report while others watch it. Times with and without them take turns.</summary>
internal static class WatcherFigures
{
    private const int Watchers = 50;
    private const int Turns = 2;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    /// <summary>Measures and writes.</summary>
    public static async Task WriteAsync(TextWriter output, IServiceProvider services, ReportingSlots slots, string url, string sweep)
    {
        var feed = services.GetRequiredService<SweepFeed>();
        using var client = new HttpClient { BaseAddress = new Uri(url), Timeout = Timeout.InfiniteTimeSpan };
        var after = (await services.GetRequiredService<SweepClient>().Sweep(sweep).GetSnapshot()).Sequence;
        await CompareAsync(output, $"{Watchers} pages' feed", slots, stop => FollowAsync(feed, sweep, stop));
        await CompareAsync(output, $"{Watchers} programs' event streams", slots, stop => ReadAsync(client, $"/api/v1/sweeps/{sweep}/events?after={after}", stop));
    }

    private static async Task CompareAsync(TextWriter output, string who, ReportingSlots slots, Func<CancellationToken, Task> watch)
    {
        var (alone, watched) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            alone.AddRange(await MeasureAsync(slots));
            using var stop = new CancellationTokenSource();
            var watching = Task.WhenAll(Enumerable.Range(0, Watchers).Select(_ => Task.Run(() => watch(stop.Token))));
            watched.AddRange(await MeasureAsync(slots));
            await stop.CancelAsync();
            await watching;
        }

        var (before, after) = (Quantile.Of(alone, 0.5), Quantile.Of(watched, 0.5));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  a report answered, alone: median {before:0.00} ms, 95th percentile {Quantile.Of(alone, 0.95):0.0} ms; with {who}: {after:0.00} ms, {Quantile.Of(watched, 0.95):0.0} ms ({(after / before) - 1:+0.0 %;-0.0 %}); goal +10 %"));
    }

    private static async Task<IEnumerable<double>> MeasureAsync(ReportingSlots slots)
    {
        await slots.PassAsync(Settling);
        var before = slots.Answered.Count;
        await slots.PassAsync(Turn);
        return slots.Answered.Skip(before).Select(report => report.Milliseconds);
    }

    private static async Task FollowAsync(SweepFeed feed, string sweep, CancellationToken stop)
    {
        try
        {
            await foreach (var update in feed.WatchAsync(sweep, stop))
            {
                if (update is not SweepUpdate.Current)
                {
                    throw new InvalidOperationException($"The feed told {update}.");
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The turn is over.
            return;
        }
    }

    private static async Task ReadAsync(HttpClient client, string path, CancellationToken stop)
    {
        try
        {
            await using var events = await client.GetStreamAsync(path, stop);
            await events.CopyToAsync(Stream.Null, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The turn is over.
            return;
        }
    }
}
