using System.Globalization;

namespace SweepCluster.Silo.Stacks;

/// <summary>What Linux tells of processes and their threads below <c>/proc</c>. What ends meanwhile is left out.</summary>
internal static class ProcessTree
{
    /// <summary>A process and all its descendants, parents first.</summary>
    public static IEnumerable<int> Of(int process) => ThreadsOf(process)
        .SelectMany(thread => Numbers(Read(process, thread, "children").Split(' ')))
        .SelectMany(Of)
        .Prepend(process);

    /// <summary>The threads of a process, by the system's ids.</summary>
    public static IReadOnlyList<int> ThreadsOf(int process)
    {
        try
        {
            return [.. Numbers(Directory.GetDirectories($"/proc/{process}/task").Select(Path.GetFileName)).Order()];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>The command line of a process, with spaces between its arguments.</summary>
    public static string CommandOf(int process) => Read($"/proc/{process}/cmdline").Replace('\0', ' ').Trim();

    /// <summary>True when the process was stopped by a signal or a debugger, and so answers nothing.</summary>
    public static bool IsStopped(int process) => StateOf(process, process) is ['T' or 't', ..];

    /// <summary>A thread's name, what it does, and in which function of the kernel it waits, such as <c>main, S (sleeping), futex_wait</c>.</summary>
    public static string Describe(int process, int thread)
    {
        string?[] parts = [Read(process, thread, "comm"), StateOf(process, thread), Read(process, thread, "wchan")];
        return string.Join(", ", parts.Select(part => part?.Trim()).Where(part => part is not (null or "" or "0")));
    }

    private static string? StateOf(int process, int thread) => Read(process, thread, "status").Split('\n')
        .FirstOrDefault(line => line.StartsWith("State:", StringComparison.Ordinal))?["State:".Length..].Trim();

    private static string Read(int process, int thread, string file) => Read($"/proc/{process}/task/{thread}/{file}");

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended, or the system does not tell: either way there is nothing to show.
            return "";
        }
    }

    private static IEnumerable<int> Numbers(IEnumerable<string?> texts) => texts
        .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Where(number => number > 0);
}
