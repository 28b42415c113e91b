using Spectre.Console;
using Spectre.Console.Rendering;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.View;

/// <summary>Draws a run from its model; knows nothing of time or of where the model comes from.</summary>
/// <param name="unicode">False for a terminal that knows ASCII only.</param>
internal sealed class RunView(bool unicode)
{
    private const int MostRanked = 10;
    private const int MostRecent = 4;
    private const int NarrowestTable = 60;
    private readonly Bar _bar = new(unicode);

    /// <summary>The view for a terminal of that size; never higher and never wider.</summary>
    public IRenderable Draw(RunModel model, int width, int height)
    {
        var plan = Plan(model, width, height);
        var parts = new List<IRenderable> { Header(model, width), Progress(model, width), Counts(model, width) };
        AddBlock(parts, plan.Slots, () => new SlotTable(_bar).Draw(model, width, plan.Slots));
        AddBlock(parts, plan.Best ? 1 : 0, () => Best(model, width));
        AddBlock(parts, plan.Ranked, () => new TrialTable(model.Sweep.Spec, width).Short([.. model.Ranked.Take(plan.Ranked)]));
        AddBlock(parts, plan.Recent, () => Recent(model, width, plan.Recent));
        return new Rows(parts);
    }

    // Every block costs one empty line above it, and tables their headings. The cursor needs the last line.
    private static (int Slots, bool Best, int Ranked, int Recent) Plan(RunModel model, int width, int height)
    {
        var left = height - 4;
        var isWide = width >= NarrowestTable;
        var slots = isWide ? Math.Clamp(left - 2, 0, model.Slots.Length) : 0;
        left -= slots > 0 ? slots + 2 : 0;
        var best = model.Sweep.Incumbent is not null && left >= 3;
        left -= best ? 3 : 0;
        var top = model.Ranked.Take(MostRanked).ToList();
        var headings = 1 + new TrialTable(model.Sweep.Spec, width).HeadingLines(top);
        var ranked = isWide ? Math.Clamp(left - headings, 0, top.Count) : 0;
        left -= ranked > 0 ? ranked + headings : 0;
        return (slots, best, ranked, Math.Clamp(left - 1, 0, Math.Min(MostRecent, model.Recent.Count)));
    }

    private static void AddBlock(List<IRenderable> parts, int rows, Func<IRenderable> draw)
    {
        if (rows > 0)
        {
            parts.Add(new Text(""));
            parts.Add(draw());
        }
    }

    private static Paragraph Header(RunModel model, int width)
    {
        var sweep = model.Sweep;
        var status = sweep.IsStopping ? "stopping" : Shown.Status(sweep.Status);
        var time = Shown.Duration(model.Elapsed) + (model.Rest is { } rest ? $", about {Shown.Duration(rest)} left" : "");
        var subject = $"  {Shown.Task(sweep.Spec.Task)}, {Shown.Method(sweep.Spec)}";
        var id = Shown.Cut(sweep.Id, Math.Max(1, width - status.Length - time.Length - 4));
        var room = Math.Max(0, width - id.Length - status.Length - time.Length - 4);
        return new Paragraph()
            .Append(id, Colours.Strong)
            .Append(Shown.Cut(subject, room).PadRight(room), Colours.Quiet)
            .Append("  " + status, Colours.Of(sweep.Status))
            .Append("  " + time);
    }

    private Paragraph Progress(RunModel model, int width)
    {
        var done = Shown.Finished(model.Sweep.Trials);
        var text = " " + Shown.Done(model.Sweep);
        var fraction = model.Sweep.Spec.RunCap is > 0 and var cap ? (double)done / cap : 0;
        return _bar.Draw(fraction, Math.Max(1, width - text.Length)).Append(Shown.Cut(text, width - 1));
    }

    private static Text Counts(RunModel model, int width)
    {
        var counts = model.Sweep.Trials;
        return model.Notice is { } notice
            ? new Text(Shown.Cut(notice, width), Colours.Warning)
            : new Text(Shown.Cut(Counts(counts), width), Colours.Quiet);
    }

    /// <summary>How many trials are where, without those that nobody is.</summary>
    public static string Counts(TrialCounts counts)
    {
        (int Count, string Status)[] rare = [(counts.Paused, "paused"), (counts.Pending, "pending"), (counts.Canceled, "canceled")];
        IEnumerable<(int Count, string Status)> all =
        [
            (counts.Completed, "completed"),
            (counts.Pruned, "pruned"),
            (counts.Failed, "failed"),
            (counts.Running, "running"),
            .. rare.Where(entry => entry.Count > 0),
        ];
        return string.Join(", ", all.Select(entry => $"{Shown.Count(entry.Count)} {entry.Status}"));
    }

    private Rows Best(RunModel model, int width)
    {
        var best = model.Sweep.Incumbent!;
        var objective = model.Sweep.Spec.FirstObjective();
        var value = Shown.Metric(best.BestValue(objective));
        var headline = $"best   trial {Shown.Trial(best.Number)}, {objective.Metric} {value} at step {Shown.Count(best.BestStep)}  ";
        var chart = _bar.Sparkline(model.History, Math.Clamp(width - headline.Length, 0, 30));
        var parameters = "       " + Shown.Pairs(best.Parameters, model.Sweep.Spec.VaryingParameters());
        return new Rows(
            new Paragraph().Append(Shown.Cut(headline, width), Colours.Strong).Append(chart, Colours.Of(TrialStatus.Completed)),
            new Text(Shown.Cut(parameters, width)));
    }

    private static Rows Recent(RunModel model, int width, int rows) =>
        new(model.Recent.TakeLast(rows).Select(line => new Text(Shown.Cut(line, width), Colours.Quiet)));
}
