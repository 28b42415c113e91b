using System.Collections.Immutable;
using Spectre.Console;
using Spectre.Console.Rendering;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.View;

/// <summary>
/// Trials as a table that fits a width. Parameters have a column each when there is room, else they share one as <c>name=value</c>.
/// </summary>
internal sealed class TrialTable
{
    private const int NarrowestPairs = 12;
    private readonly SweepSpec _spec;
    private readonly int _width;
    private readonly ImmutableArray<string> _varying;

    /// <summary>Prepares tables of one sweep.</summary>
    /// <param name="spec">The sweep's spec.</param>
    /// <param name="width">The width that no line exceeds.</param>
    public TrialTable(SweepSpec spec, int width)
    {
        _spec = spec;
        _width = width;
        _varying = spec.VaryingParameters();
    }

    /// <summary>The table with one line per trial; parameters that do not fit are cut.</summary>
    public IRenderable Short(IReadOnlyList<TrialSnapshot> trials) => Draw(Columns(trials), trials, wrapLast: false);

    /// <summary>The table with all there is to say: reasons in a column of their own when they fit, else below.</summary>
    public IRenderable Full(IReadOnlyList<TrialSnapshot> trials)
    {
        var columns = Columns(trials);
        var explained = trials.Where(trial => trial.Reason is not null).ToList();
        if (explained.Count == 0)
        {
            return Draw(columns, trials, wrapLast: true);
        }

        var reason = new Column("reason", trial => trial.Reason ?? "");
        if (WidthOf([.. columns, reason], trials) <= _width)
        {
            return Draw([.. columns, reason], trials, wrapLast: true);
        }

        return new Rows(
            Draw(columns, trials, wrapLast: true),
            new Text(""),
            new Text("Why trials ended early"),
            Reasons(explained));
    }

    private static Grid Reasons(List<TrialSnapshot> explained)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var trial in explained)
        {
            grid.AddRow(new Text(Shown.Trial(trial.Number)), new Text($"{Shown.Status(trial.Status)}: {trial.Reason}"));
        }

        return grid;
    }

    private ImmutableArray<Column> Columns(IReadOnlyList<TrialSnapshot> trials)
    {
        var objective = _spec.FirstObjective();
        ImmutableArray<Column> common =
        [
            new("rank", trial => Shown.Number(trial.Rank)) { IsNumber = true },
            new("trial", trial => Shown.Trial(trial.Number)) { IsNumber = true },
            new("status", trial => Shown.Status(trial.Status)) { StyleOf = trial => Colours.Of(trial.Status) },
            new(objective.Metric, trial => Shown.Number(trial.BestValue(objective))) { IsNumber = true },
            new("step", trial => Shown.Number(trial.BestStep ?? trial.Step)) { IsNumber = true },
        ];
        var separate = _varying.Select(name => new Column(name, trial => Shown.Value(trial.Parameters[name])));
        ImmutableArray<Column> wide = [.. common, .. separate];
        return WidthOf(wide, trials) <= _width
            ? wide
            : [.. common, new Column("parameters", trial => Shown.Pairs(trial.Parameters, _varying))];
    }

    private Table Draw(ImmutableArray<Column> columns, IReadOnlyList<TrialSnapshot> trials, bool wrapLast)
    {
        var table = PlainTable.Create();
        var room = Math.Max(NarrowestPairs, _width - WidthOf(columns[..^1], trials) - PlainTable.Gap);
        foreach (var column in columns)
        {
            var isLast = column == columns[^1];
            var heading = PlainTable.Column(Shown.Cut(column.Title, isLast ? room : int.MaxValue));
            heading.NoWrap = !isLast || !wrapLast;
            heading.Alignment = column.IsNumber ? Justify.Right : Justify.Left;
            table.AddColumn(heading);
        }

        foreach (var trial in trials)
        {
            table.AddRow(columns.Select(column =>
            {
                var text = column.Cell(trial);
                return (IRenderable)new Text(
                    column == columns[^1] && !wrapLast ? Shown.Cut(text, room) : text,
                    column.StyleOf(trial));
            }));
        }

        return table;
    }

    private static int WidthOf(ImmutableArray<Column> columns, IReadOnlyList<TrialSnapshot> trials) => columns.Sum(column =>
        PlainTable.Gap + trials.Select(trial => column.Cell(trial).Length).Append(column.Title.Length).Max());

    private sealed record Column(string Title, Func<TrialSnapshot, string> Cell)
    {
        public bool IsNumber { get; init; }

        public Func<TrialSnapshot, Style> StyleOf { get; init; } = _ => Style.Plain;
    }
}
