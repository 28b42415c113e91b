using System.Diagnostics;
using System.Globalization;

namespace SweepCluster.Silo.Processes;

/// <summary>
/// Remembers in a slot's working directory which trial process runs there, so that the next silo on this home can end one that outlived
/// its silo: a stopped (SIGSTOP) process does not notice that its channel has closed.
/// </summary>
internal static class OrphanFile
{
    private const string Name = "process";

    /// <summary>Notes the process.</summary>
    public static void Write(string directory, Process process) => File.WriteAllText(
        Path.Combine(directory, Name),
        string.Create(CultureInfo.InvariantCulture, $"{process.Id} {StartTicks(process.Id)}"));

    /// <summary>Kills what is noted in any of the slots' working directories, also of slots that this run does not have.</summary>
    public static void KillLeftovers(string runDirectory)
    {
        if (Directory.Exists(runDirectory))
        {
            Directory.EnumerateDirectories(runDirectory).ToList().ForEach(KillLeftover);
        }
    }

    /// <summary>Kills the process noted in the directory if that very process still runs.</summary>
    public static void KillLeftover(string directory)
    {
        var file = Path.Combine(directory, Name);
        if (!File.Exists(file)
            || File.ReadAllText(file).Split(' ') is not [var idText, var ticks]
            || !int.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || ticks.Length == 0
            || StartTicks(id) != ticks)
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(10));
        }
        catch (ArgumentException)
        {
            // It ended between the two looks, which is as good as killed.
        }
    }

    /// <summary>
    /// When the process started, in clock ticks since boot (field 22 of /proc/id/stat), which with the id names a process for good;
    /// empty when there is no such process.
    /// </summary>
    private static string StartTicks(int id)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return "";
        }
    }
}
