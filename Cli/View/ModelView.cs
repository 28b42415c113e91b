using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;

namespace SweepCluster.Cli.View;

/// <summary>Draws networks for people.</summary>
internal static class ModelView
{
    /// <summary>Every family and preset.</summary>
    public static void DrawAll(IAnsiConsole canvas, ImmutableArray<ModelEntry> models)
    {
        var table = PlainTable.Create("model", "family", "image", "parameters", "MACs");
        AlignNumbers(table, 3, 4);
        foreach (var model in models)
        {
            table.AddRow(model.Model, model.Family, Shape(model.Input), Number(model.Parameters), Short(model.Macs));
        }

        canvas.Write(table);
    }

    /// <summary>A network: totals, stages, hyperparameters.</summary>
    public static void Draw(IAnsiConsole canvas, ModelDocument model)
    {
        canvas.Write(PlainTable.Facts(
            ("model", model.Model == model.Family ? model.Model : $"{model.Model} ({model.Family})"),
            ("image", $"{Shape(model.Input)}, {model.Classes} classes{(model.SmallestSide is { } side ? $"; at least {side}x{side}" : "")}"),
            ("parameters", Number(model.Parameters)),
            ("MACs", $"{Number(model.Macs)} ({Short(model.Macs)})"),
            ("activations", $"{Number(model.ActivationElements)} numbers per image")));
        canvas.WriteLine();
        var stages = PlainTable.Create("stage", "output", "parameters", "MACs", "activations");
        AlignNumbers(stages, 2, 3, 4);
        foreach (var stage in model.Stages)
        {
            stages.AddRow(stage.Name, Shape(stage.Output), Number(stage.Parameters), Short(stage.Macs), Number(stage.Activations));
        }

        canvas.Write(stages);
        canvas.WriteLine();
        var hyperparameters = PlainTable.Create("hyperparameter", "value", "allowed", "meaning");
        foreach (var entry in model.Hyperparameters)
        {
            var value = new Text(entry.Value, entry.Value == entry.Default ? Style.Plain : new Style(Color.Green));
            hyperparameters.AddRow(new Text(entry.Name), value, new Text(entry.Allowed), new Text(entry.Summary, Colours.Quiet));
        }

        canvas.Write(hyperparameters);
    }

    /// <summary>Two networks of equal cost.</summary>
    public static void DrawMatch(IAnsiConsole canvas, MatchDocument match)
    {
        var table = PlainTable.Create("model", "settings", match.Budget);
        AlignNumbers(table, 2);
        table.AddRow(match.Other, Settings(match.OtherSettings), Number(match.Target));
        table.AddRow(match.Model, Settings(match.Settings), Number(match.Found));
        canvas.Write(table);
        canvas.WriteLine(FormattableString.Invariant($"{Settings(match.Varied)} is {match.Difference:+0.00 %;-0.00 %;0 %} off"));
    }

    private static string Settings(IReadOnlyDictionary<string, string> settings) =>
        string.Join(' ', settings.Select(setting => $"{setting.Key}={setting.Value}"));

    private static string Shape(ImmutableArray<int> shape) => string.Join('x', shape);

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count in thousands, millions or thousand millions.</summary>
    private static string Short(long value) => value switch
    {
        < 10_000 => Number(value),
        < 1_000_000 => (value / 1e3).ToString("0 k", CultureInfo.InvariantCulture),
        < 1_000_000_000 => (value / 1e6).ToString("0.0 M", CultureInfo.InvariantCulture),
        _ => (value / 1e9).ToString("0.00 G", CultureInfo.InvariantCulture),
    };

    private static void AlignNumbers(Table table, params ReadOnlySpan<int> columns)
    {
        foreach (var column in columns)
        {
            table.Columns[column].RightAligned();
        }
    }
}
