using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Charts;

/// <summary>Which learning curves a chart shows, and what the browser has of each.</summary>
internal sealed class CurveLines
{
    /// <summary>A longer curve is thinned to this many points when it is drawn.</summary>
    public const int MostPoints = 500;

    private readonly List<Line> _lines = [];

    /// <summary>The trials whose curves are shown.</summary>
    public IEnumerable<int> Trials => _lines.Select(line => line.Trial);

    /// <summary>The best trials, and those that run, up to a number; a curve needs a report.</summary>
    public static List<int> Choose(TrialBoard trials, Objective objective, int most, bool onlyRunning) =>
    [
        .. trials.Rows.Where(row => row.Steps.Count > 0 && (!onlyRunning || row.Status == TrialStatus.Running))
            .OrderByDescending(row => row.Status == TrialStatus.Running)
            .ThenBy(row => row.Best is { } best ? objective.Score(best) : double.PositiveInfinity)
            .Take(most)
            .Select(row => row.Number)
            .Order(),
    ];

    /// <summary>Starts over with other trials; answers their whole curves for the browser.</summary>
    public List<object> Reset(TrialBoard trials, IEnumerable<int> chosen, int? best)
    {
        _lines.Clear();
        return Add(trials, chosen, best);
    }

    /// <summary>Takes more trials in; answers their whole curves for the browser.</summary>
    public List<object> Add(TrialBoard trials, IEnumerable<int> chosen, int? best) =>
        [.. chosen.Select(number => Whole(trials.Rows[number], number == best))];

    /// <summary>What the browser does not have yet: the line's place, how many of its points stay, and more of both axes.</summary>
    public List<object[]> News(TrialBoard trials)
    {
        var news = new List<object[]>();
        for (var place = 0; place < _lines.Count; place++)
        {
            var line = _lines[place];
            var row = trials.Rows[line.Trial];
            if (row.Steps.Count > line.Taken)
            {
                var steps = row.Steps[line.Taken..];
                news.Add([place, line.Sent, steps, row.Values[line.Taken..].ConvertAll(Value)]);
                (line.Taken, line.Sent) = (row.Steps.Count, line.Sent + steps.Count);
            }
        }

        return news;
    }

    private object Whole(TrialRow row, bool best)
    {
        var kept = Thinning.Keep(row.Values, MostPoints);
        _lines.Add(new Line(row.Number) { Taken = row.Steps.Count, Sent = kept.Count });
        return new
        {
            id = row.Number,
            name = $"#{row.Number}",
            best,
            dash = row.Status is TrialStatus.Failed,
            x = kept.ConvertAll(i => row.Steps[i]),
            y = kept.ConvertAll(i => Value(row.Values[i])),
        };
    }

    // JSON knows neither NaN nor infinities: the line has a gap there.
    private static double? Value(double value) => double.IsFinite(value) ? Plot.Round(value) : null;

    private sealed class Line(int trial)
    {
        public int Trial => trial;

        /// <summary>How many of the trial's points were taken so far.</summary>
        public int Taken { get; set; }

        /// <summary>How many points the browser has.</summary>
        public int Sent { get; set; }
    }
}
