using System.Text;
using Spectre.Console;

namespace SweepCluster.Cli.Tests.Demo;

/// <summary>A terminal that is not this process's own.</summary>
internal sealed class TerminalOutput(TextWriter writer, int width, int height) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => width;

    public int Height => height;

    public void SetEncoding(Encoding encoding)
    {
    }
}
