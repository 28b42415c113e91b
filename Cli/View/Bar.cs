using Spectre.Console;

namespace SweepCluster.Cli.View;

/// <summary>Bars and small charts made of characters.</summary>
/// <param name="unicode">False for a terminal that knows ASCII only.</param>
internal sealed class Bar(bool unicode)
{
    private const string Levels = "▁▂▃▄▅▆▇█";
    private const string AsciiLevels = "_.-=+*#@";
    private static readonly Style Done = new(Color.Green);
    private static readonly Style Open = new(Color.Grey);

    /// <summary>A horizontal bar of a fraction.</summary>
    public Paragraph Draw(double fraction, int width)
    {
        var filled = (int)Math.Round(Math.Clamp(fraction, 0, 1) * width);
        return new Paragraph()
            .Append(new string(unicode ? '━' : '#', filled), Done)
            .Append(new string(unicode ? '─' : '.', width - filled), Open);
    }

    /// <summary>The last values as a row of columns, the least at the bottom; empty when there are fewer than two.</summary>
    public string Sparkline(IReadOnlyList<double> values, int width)
    {
        var shown = values.TakeLast(width).ToArray();
        if (shown.Length < 2)
        {
            return "";
        }

        var (least, most) = (shown.Min(), shown.Max());
        var levels = unicode ? Levels : AsciiLevels;
        return string.Concat(shown.Select(value =>
            levels[most > least ? (int)Math.Round((value - least) / (most - least) * (levels.Length - 1)) : levels.Length / 2]));
    }
}
