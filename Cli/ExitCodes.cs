namespace SweepCluster.Cli;

/// <summary>What the process's exit code means.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It was tried and failed.</summary>
    public const int Failed = 1;

    /// <summary>A bad command line, a bad file, an unknown id or a busy home: nothing was tried.</summary>
    public const int BadUsage = 2;
}
