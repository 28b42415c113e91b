using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Data;

/// <summary>The places where a named data set's source files may lie, best first.</summary>
internal static class SourceFolders
{
    private const string DebianDirectory = "/usr/share/datasets";

    /// <summary>The path of a file; null when it is in none of the places.</summary>
    public static string? Find(DatasetInfo info, string dataDirectory, string file) =>
        All(info, dataDirectory).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    /// <summary>The path of a file.</summary>
    /// <exception cref="DataException">It is in none of the places.</exception>
    public static string Require(DatasetInfo info, string dataDirectory, string file) =>
        Find(info, dataDirectory, file) ?? throw new DataException(
            $"'{file}' was not found in {string.Join(", ", All(info, dataDirectory))}. " +
            $"Run 'sweep-trainer prepare --dataset {info.Name}' to fetch it, or put it into one of these directories" +
            (info == DatasetCatalog.FashionMnist ? "; scripts/setup.sh installs it too." : "."));

    private static IEnumerable<string> All(DatasetInfo info, string dataDirectory) => new[]
    {
        Path.Combine(dataDirectory, info.Name), Path.Combine(DataDirectory.Default(), info.Name), Path.Combine(DebianDirectory, info.Name),
    }.Distinct();
}
