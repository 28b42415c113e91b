using System.Collections.Immutable;
using Spectre.Console;
using Spectre.Console.Rendering;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.View;

/// <summary>
/// Trials as a table that fits a width. Parameters have a column each when there is room, if need be with headings of two lines; else
/// they share one column as <c>name=value</c>.
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

    /// <summary>How many lines the headings of <see cref="Short"/> take.</summary>
    public int HeadingLines(IReadOnlyList<TrialSnapshot> trials) =>
        Columns(trials).Any(column => column.Title.Contains('\n', StringComparison.Ordinal)) ? 2 : 1;

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
            new("rank", trial => Shown.Count(trial.Rank)) { IsNumber = true },
            new("trial", trial => Shown.Trial(trial.Number)) { IsNumber = true },
            new("status", trial => Shown.Status(trial.Status)) { StyleOf = trial => Colours.Of(trial.Status) },
            new(objective.Metric, trial => Shown.Metric(trial.BestValue(objective))) { IsNumber = true },
            new("step", trial => Shown.Count(trial.BestStep ?? trial.Step)) { IsNumber = true },
        ];
        return Separate(common, name => name, trials)
            ?? Separate(common, InTwoLines, trials)
            ?? [.. common, new Column("parameters", trial => Shown.Pairs(trial.Parameters, _varying))];
    }

    private ImmutableArray<Column>? Separate(
        ImmutableArray<Column> common, Func<string, string> title, IReadOnlyList<TrialSnapshot> trials)
    {
        var separate = _varying.Select(name => new Column(title(name), trial => Shown.Value(trial.Parameters[name])));
        ImmutableArray<Column> all = [.. common, .. separate];
        return WidthOf(all, trials) <= _width ? all : null;
    }

    // Breaks resnet_units after its first underscore.
    private static string InTwoLines(string name)
    {
        var end = name.IndexOf('_', StringComparison.Ordinal) + 1;
        return end == 0 ? name : $"{name[..end]}\n{name[end..]}";
    }

    private Table Draw(ImmutableArray<Column> columns, IReadOnlyList<TrialSnapshot> trials, bool wrapLast)
    {
        var table = PlainTable.Create();
        var room = Math.Max(NarrowestPairs, _width - WidthOf(columns[..^1], trials) - PlainTable.Gap);
        foreach (var column in columns)
        {
            var isLast = column == columns[^1];
            var heading = PlainTable.Column(column.Title);
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

    private static int WidthOf(ImmutableArray<Column> columns, IReadOnlyList<TrialSnapshot> trials) =>
        columns.Sum(column => PlainTable.Gap + WidthOf(column, trials));

    private static int WidthOf(Column column, IReadOnlyList<TrialSnapshot> trials) =>
        trials.Select(column.Cell).Concat(column.Title.Split('\n')).Max(text => text.Length);

    private sealed record Column(string Title, Func<TrialSnapshot, string> Cell)
    {
        public bool IsNumber { get; init; }

        public Func<TrialSnapshot, Style> StyleOf { get; init; } = _ => Style.Plain;
    }
}
