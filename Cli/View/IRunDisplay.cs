using SweepCluster.Cli.Running;

namespace SweepCluster.Cli.View;

/// <summary>Shows a session of a run while it lasts.</summary>
internal interface IRunDisplay
{
    /// <summary>Shows it until <paramref name="over"/> ends.</summary>
    Task ShowAsync(RunTracker tracker, Task over);
}
