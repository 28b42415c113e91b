using Spectre.Console;
using Spectre.Console.Rendering;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Cli.View;

/// <summary>The slots of this process with what each is doing.</summary>
/// <param name="bar">Draws the progress of a step.</param>
internal sealed class SlotTable(Bar bar)
{
    private const int BarWidth = 10;
    private static readonly string[] Titles = ["slot", "trial", "phase", "step", "", "last", "parameters"];

    /// <summary>One line per slot, at most <paramref name="rows"/>.</summary>
    public IRenderable Draw(RunModel model, int width, int rows)
    {
        var lines = model.Slots.Take(rows).Select(slot => Describe(slot, model)).ToList();
        var taken = Enumerable.Range(0, Titles.Length - 1).Sum(column => PlainTable.Gap + WidthOf(column, lines));
        var table = PlainTable.Create();
        foreach (var title in Titles)
        {
            table.AddColumn(PlainTable.Column(title).NoWrap());
        }

        foreach (var line in lines)
        {
            table.AddRow(Cells(line, Math.Max(1, width - taken - PlainTable.Gap)));
        }

        return table;
    }

    private IEnumerable<IRenderable> Cells(Line line, int room)
    {
        IRenderable progress = line.Fraction is { } fraction ? bar.Draw(fraction, BarWidth) : new Text("");
        return
        [
            .. line.Texts[..4].Select(text => new Text(text)),
            progress,
            new Text(line.Texts[4]),
            new Text(Shown.Cut(line.Texts[5], room)),
        ];
    }

    private static Line Describe(SlotStatus status, RunModel model)
    {
        var name = status.Slot.Id.Local;
        if (status.Slot.Attempt is not { } attempt)
        {
            return new Line([name, "", status.Slot.State, "", "", ""], null);
        }

        if (attempt.Trial.Sweep != model.Sweep.Id)
        {
            return new Line([name, attempt.Trial.ToString(), status.Slot.State, "", "", "another sweep's trial"], null);
        }

        var trial = model.Trials.FirstOrDefault(candidate => candidate.Number == attempt.Trial.Number);
        var progress = status.Progress is { } seen && seen.Attempt == attempt ? seen : null;
        return new Line(
            [
                name,
                Shown.Trial(attempt.Trial.Number),
                progress?.Phase ?? status.Slot.State,
                Step(progress?.Step, trial, model.Sweep),
                Shown.Metric(trial?.Metrics?[model.Sweep.Spec.FirstObjective().Metric]),
                trial is null ? "" : Shown.Pairs(trial.Parameters, model.Sweep.Spec.VaryingParameters()),
            ],
            progress?.Fraction);
    }

    private static string Step(int? step, TrialSnapshot? trial, SweepSnapshot sweep)
    {
        var now = Shown.Count(step ?? trial?.Step);
        return trial is not null && sweep.Spec.MaxStep(trial.Parameters) is { } last ? $"{now}/{Shown.Count(last)}" : now;
    }

    private static int WidthOf(int column, List<Line> lines)
    {
        if (column == 4)
        {
            return BarWidth;
        }

        var text = column > 4 ? column - 1 : column;
        return lines.Select(line => line.Texts[text].Length).Append(Titles[column].Length).Max();
    }

    private sealed record Line(string[] Texts, double? Fraction);
}
