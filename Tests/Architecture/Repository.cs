using System.Xml.Linq;

namespace SweepCluster.Architecture.Tests;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The top-level folders by name.</summary>
    public static IEnumerable<string> Folders => Directory.GetDirectories(Root).Select(path => Path.GetFileName(path));

    /// <summary>All project files, as paths relative to the root with forward slashes.</summary>
    public static IReadOnlyList<string> Projects { get; } = Find("*.csproj");

    /// <summary>All C# and Razor sources outside build output, as paths relative to the root with forward slashes.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Find("*.cs"), .. Find("*.razor")];

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The project files that a project refers to, each by its folder relative to the root.</summary>
    public static IReadOnlyList<string> ProjectsReferencedBy(string project)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, project))!;
        return [.. Includes(project, "ProjectReference")
            .Select(include => Path.GetRelativePath(Root, Path.GetDirectoryName(Path.GetFullPath(include, folder))!))
            .Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<string> PackagesReferencedBy(string project) => Includes(project, "PackageReference");

    private static string[] Includes(string project, string item) =>
        [.. XDocument.Parse(Text(project)).Descendants(item)
            .Select(reference => reference.Attribute("Include")?.Value.Replace('\\', '/'))
            .OfType<string>()
            .Order(StringComparer.Ordinal)];

    private static string[] Find(string pattern) =>
        [.. Directory.GetDirectories(Root)
            .Where(folder => Path.GetFileName(folder) is var name && !name.StartsWith('.') && name != "artifacts")
            .SelectMany(folder => Directory.GetFiles(folder, pattern, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SweepCluster.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds SweepCluster.sln.");
        }

        return folder;
    }
}
