using Spectre.Console;

namespace SweepCluster.Cli.View;

/// <summary>The look that all tables share: quiet headings, no lines.</summary>
internal static class PlainTable
{
    /// <summary>The empty columns to the right of every column.</summary>
    public const int Gap = 2;

    /// <summary>A table with these headings and no row.</summary>
    public static Table Create(params string[] titles)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var title in titles)
        {
            table.AddColumn(Column(title));
        }

        return table;
    }

    /// <summary>A column with this heading.</summary>
    public static TableColumn Column(string title) => new(new Text(title, Colours.Quiet)) { Padding = new Padding(0, 0, Gap, 0) };

    /// <summary>Names with what is to be said about each.</summary>
    public static Grid Facts(params (string Name, string Text)[] facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, text) in facts)
        {
            grid.AddRow(new Text(name, Colours.Quiet), new Text(text));
        }

        return grid;
    }
}
