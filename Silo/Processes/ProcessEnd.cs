using System.Globalization;

namespace SweepCluster.Silo.Processes;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + n when signal n ended it.</param>
/// <param name="LastWords">The last lines it wrote on standard error.</param>
public sealed record ProcessEnd(int ExitCode, string LastWords)
{
    private static readonly Dictionary<int, string> SignalNames = new()
    {
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [15] = "SIGTERM",
    };

    /// <summary>The end in one sentence, with the last line it wrote when there is one.</summary>
    public string Describe()
    {
        var signal = ExitCode - 128;
        var how = SignalNames.TryGetValue(signal, out var name)
            ? string.Create(CultureInfo.InvariantCulture, $"the process was ended by signal {signal} ({name})")
            : string.Create(CultureInfo.InvariantCulture, $"the process ended with exit code {ExitCode}");
        var lastLine = LastWords.Split('\n')[^1];
        return lastLine.Length > 0 ? $"{how}; its last line was: {lastLine}" : how;
    }
}
