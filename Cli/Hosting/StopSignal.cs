namespace SweepCluster.Cli.Hosting;

/// <summary>A signal that asks the process to stop; its value is the exit code by which shells know it.</summary>
internal enum StopSignal
{
    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    Interrupt = 130,

    /// <summary>SIGTERM.</summary>
    Terminate = 143,
}
