namespace SweepCluster.Training.Data;

/// <summary>Where decoded data sets are cached unless a directory is given.</summary>
internal static class DataDirectory
{
    public static string Default()
    {
        var home = Environment.GetEnvironmentVariable("SWEEP_HOME") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "sweepcluster");
        return Environment.GetEnvironmentVariable("SWEEP_DATA") ?? Path.Combine(home, "data");
    }
}
