using System.Globalization;
using Spectre.Console;

namespace SweepCluster.Cli;

/// <summary>The two streams that text goes to.</summary>
/// <param name="Out">Results; with <c>--json</c> one document and nothing else.</param>
/// <param name="Error">Errors; with <c>--json</c> also everything meant for people.</param>
internal sealed record CliOutput(TextWriter Out, TextWriter Error)
{
    private const int WidthOfFiles = 120;

    /// <summary>True when <see cref="Out"/> is a terminal.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>True when <see cref="Error"/> is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The streams of this process.</summary>
    public static CliOutput OfProcess() => new(Console.Out, Console.Error)
    {
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
    };

    /// <summary>The stream for people.</summary>
    public TextWriter People(bool json) => json ? Error : Out;

    /// <summary>The stream for people as something tables can be drawn on.</summary>
    public IAnsiConsole Canvas(bool json)
    {
        var isTerminal = json ? ErrorIsTerminal : OutIsTerminal;
        var colours = isTerminal && string.IsNullOrEmpty(Variable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(People(json)),
        });
        if (!isTerminal)
        {
            console.Profile.Width = Columns() ?? WidthOfFiles;
        }

        return console;
    }

    private int? Columns() =>
        int.TryParse(Variable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns >= 40
            ? columns
            : null;
}
