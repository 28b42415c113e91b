using SweepCluster.Cli.Running;

namespace SweepCluster.Cli.View;

/// <summary>One line per event that matters, for files and pipes.</summary>
/// <param name="writer">Where lines go.</param>
internal sealed class PlainRunDisplay(TextWriter writer) : IRunDisplay
{
    /// <inheritdoc/>
    public async Task ShowAsync(RunTracker tracker, Task over)
    {
        void Write(string line) => writer.WriteLine($"{Shown.Duration(tracker.Elapsed),7}  {line}");
        tracker.LineAdded += Write;
        await over;
        tracker.LineAdded -= Write;
    }
}
