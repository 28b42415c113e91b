namespace SweepCluster.Chaos.Driving;

/// <summary>The source tree that this program was built from.</summary>
internal static class SourceTree
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The trial program that follows a script, of the same configuration as this program.</summary>
    public static string ScriptedTrial => Path.Combine(
        Root, "artifacts", "bin", "SweepCluster.ScriptedTrial", new DirectoryInfo(AppContext.BaseDirectory).Name, "scripted-trial");

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
