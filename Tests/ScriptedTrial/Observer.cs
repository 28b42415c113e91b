using System.Globalization;
using System.Text;
using SweepCluster.Contracts.Protocol;

namespace SweepCluster.ScriptedTrial;

/// <summary>
/// Writes down what this process does in a file of its own. Every record goes to the operating system at once and whole, so it is there
/// also when the process is killed right after it.
/// </summary>
internal sealed class Observer : IDisposable
{
    private readonly StartMessage _start;
    private readonly FileStream _file;
    private readonly long _processStart;
    private readonly int _parent;

    private Observer(string folder, StartMessage start)
    {
        _start = start;
        (_parent, _processStart) = ReadStat();
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{_processStart}.jsonl");
        _file = new FileStream(Path.Combine(folder, name), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Opens the file for an attempt; null when the script names no folder for it.</summary>
    public static Observer? For(Script script, StartMessage start) =>
        script.ObserverFolder is { } folder ? new Observer(folder, start) : null;

    /// <summary>Writes a record.</summary>
    public void Note(Observed what, int step, double? seconds = null, string? end = null)
    {
        var record = new ObserverRecord(
            what,
            TimeProvider.System.GetUtcNow(),
            Environment.ProcessId,
            _processStart,
            _parent,
            Environment.CurrentDirectory,
            _start.Trial,
            _start.Attempt,
            step)
        {
            Seconds = seconds,
            End = end,
        };
        _file.Write(Encoding.UTF8.GetBytes(record.Write() + "\n"));
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The parent's id and the start in clock ticks: fields 4 and 22 of /proc/self/stat.</summary>
    private static (int Parent, long Start) ReadStat()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[19], CultureInfo.InvariantCulture));
    }
}
