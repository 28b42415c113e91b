namespace SweepCluster.EndToEnd.Tests;

/// <summary>Where things lie in this checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The published product, as <c>make build</c> leaves it.</summary>
    public static string Sweep { get; } = Require(Path.Combine(Root, "artifacts", "sweep", "sweep"), "make build");

    /// <summary>The trial program that follows a script; built with this test project, in the same configuration.</summary>
    public static string ScriptedTrial { get; } = Require(
        Path.Combine(Root, "artifacts", "bin", "SweepCluster.ScriptedTrial", new DirectoryInfo(AppContext.BaseDirectory).Name, "scripted-trial"),
        "dotnet build Tests/ScriptedTrial");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SweepCluster.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No SweepCluster.sln above {AppContext.BaseDirectory}.");
    }

    private static string Require(string path, string remedy) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing; run `{remedy}` first.");
}
