using SweepCluster.Contracts.Attempts;
using SweepCluster.Dashboard.Controls;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Charts;

/// <summary>Which attempt ran in which slot when.</summary>
internal static class TimelineChart
{
    private static readonly (string Name, string Colour)[] Ends =
    [
        ("completed", "$green"), ("pruned", "$amber"), ("paused", "$grey"), ("failed", "$red"), ("given up", "$violet"), ("canceled", "$line-strong"), ("running", "$blue"),
    ];

    /// <summary>Draws all attempts; those that run last until now.</summary>
    public static ChartView Of(IReadOnlyList<AttemptRecord> attempts, DateTimeOffset now)
    {
        if (attempts.Count == 0)
        {
            return ChartView.Empty("No attempt has started yet.");
        }

        var slots = attempts.Select(attempt => attempt.Slot.ToString()).Distinct().Order(StringComparer.Ordinal).ToList();
        var lanes = slots.Select((slot, lane) => (slot, lane)).ToDictionary(pair => pair.slot, pair => pair.lane);
        object[] fields = [new { name = "from", time = true }, new { name = "to", time = true }, new { name = "slot", values = slots }, new { name = "trial" }, new { name = "attempt" }];
        return new ChartView(
            $"{attempts.Count} attempts in {slots.Count} slots.",
            new
            {
                grid = Plot.Grid,
                legend = new { top = 0, textStyle = new { color = "$text" } },
                dataZoom = Plot.Zoom,
                xAxis = new { type = "time", axisLabel = new { color = "$quiet", hideOverlap = true }, splitLine = new { show = true, lineStyle = new { color = "$line" } } },
                yAxis = new ParameterAxis("", false, [.. slots]).Option(),
                series = Ends.Select(end => new
                {
                    type = "custom",
                    name = end.Name,
                    renderItem = "bar",
                    clip = true,
                    itemStyle = new { color = end.Colour },
                    encode = new { x = Plot.Places(0, 1), y = 2 },
                    data = attempts.Where(attempt => End(attempt) == end.Name).Select(attempt => new[]
                    {
                        attempt.StartedAt.ToUnixTimeMilliseconds(),
                        (attempt.EndedAt ?? now).ToUnixTimeMilliseconds(),
                        lanes[attempt.Slot.ToString()],
                        attempt.Trial,
                        attempt.Number,
                    }),
                }),
                fields = Ends.Select(_ => fields),
                trialAt = Ends.Select(_ => 3),
            },
            new DataTable(
                ["trial", "attempt", "slot", "started", "ended", "end"],
                [.. attempts.Select(attempt => new[]
                {
                    $"{attempt.Trial}", $"{attempt.Number}", $"{attempt.Slot}", Shown.Instant(attempt.StartedAt), Shown.Instant(attempt.EndedAt), End(attempt),
                })]));
    }

    /// <summary>How an attempt ended, in a word or two.</summary>
    public static string End(AttemptRecord attempt) => attempt.Outcome switch
    {
        null => "running",
        CompletedOutcome => "completed",
        PrunedOutcome => "pruned",
        PausedOutcome => "paused",
        CanceledOutcome => "canceled",
        FailedOutcome => "failed",
        _ => "given up",
    };
}
