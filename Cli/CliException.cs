namespace SweepCluster.Cli;

/// <summary>Ends a verb with lines for people and an exit code.</summary>
internal class CliException : Exception
{
    /// <summary>Ends the verb with several lines.</summary>
    public CliException(int exitCode, IReadOnlyList<string> lines)
        : base(string.Join(Environment.NewLine, lines))
    {
        ExitCode = exitCode;
        Lines = lines;
    }

    /// <summary>Ends the verb with one line.</summary>
    public CliException(int exitCode, string message)
        : this(exitCode, [message])
    {
    }

    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; }

    /// <summary>What is printed on the error stream.</summary>
    public IReadOnlyList<string> Lines { get; }
}
