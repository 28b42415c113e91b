using System.Globalization;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>Looks at processes through <c>/proc</c>, so that tests only ever touch what they started.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<int> ChildrenOf(int parent) =>
        [.. AllProcesses().Where(entry => entry.Parent == parent && entry.State != 'Z').Select(entry => entry.Id)];

    public static IReadOnlyList<int> DescendantsOf(int ancestor) =>
        [.. ChildrenOf(ancestor).SelectMany(child => (int[])[child, .. DescendantsOf(child)])];

    public static bool IsAlive(int id) => Stat(id) is { State: not 'Z' };

    private static IEnumerable<(int Id, int Parent, char State)> AllProcesses() =>
        Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => Stat(id) is { } stat ? (id, stat.Parent, stat.State) : default)
            .Where(entry => entry.id > 0);

    private static (int Parent, char State)? Stat(int id)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0]);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
