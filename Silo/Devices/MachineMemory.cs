using System.Globalization;

namespace SweepCluster.Silo.Devices;

/// <summary>How much memory this process and its children may use: that of the machine, or less where a control group says so.</summary>
public static class MachineMemory
{
    /// <summary>The amount in bytes; null when the system does not say.</summary>
    /// <param name="root">Where the system's files are; another folder in tests.</param>
    public static long? Usable(string root = "/")
    {
        long?[] limits = [Total(root), .. GroupFiles(root).Select(ReadLimit)];
        return limits.Min();
    }

    private static long? Total(string root) => ReadLines(Path.Combine(root, "proc/meminfo"))
        .Where(line => line.StartsWith("MemTotal:", StringComparison.Ordinal))
        .Select(line => Parse(line["MemTotal:".Length..].Replace("kB", "", StringComparison.Ordinal)) << 10)
        .FirstOrDefault();

    /// <summary>
    /// The files with the limits of this process's group and all groups around it, of both versions of control groups. In a container the
    /// path may be one of the machine outside, of which only the top is visible here.
    /// </summary>
    private static IEnumerable<string> GroupFiles(string root)
    {
        foreach (var group in ReadLines(Path.Combine(root, "proc/self/cgroup")).Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
        {
            var (mount, file) = group[1] switch
            {
                "" => ("sys/fs/cgroup", "memory.max"),
                "memory" => ("sys/fs/cgroup/memory", "memory.limit_in_bytes"),
                _ => ("", ""),
            };
            for (var path = group[2].Trim('/'); mount.Length > 0; path = Path.GetDirectoryName(path) ?? "")
            {
                yield return Path.Combine(root, mount, path, file);
                if (path.Length == 0)
                {
                    break;
                }
            }
        }
    }

    /// <summary>Null for <c>max</c> and for files that are not there; version 1 says a number beyond every machine for no limit.</summary>
    private static long? ReadLimit(string file) => ReadLines(file).Select(Parse).FirstOrDefault();

    private static long? Parse(string text) => long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    private static string[] ReadLines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
