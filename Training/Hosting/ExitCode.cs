namespace SweepCluster.Training.Hosting;

/// <summary>What the process's exit code says.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>The numeric self-test failed and could not be cured.</summary>
    public const int Untrusted = 3;
}
