using Spectre.Console;
using SweepCluster.Cli.Running;

namespace SweepCluster.Cli.View;

/// <summary>The view that is redrawn in place on a terminal.</summary>
/// <param name="console">The terminal.</param>
/// <param name="time">The clock that redraws follow.</param>
internal sealed class LiveRunDisplay(IAnsiConsole console, TimeProvider time) : IRunDisplay
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(220);

    /// <inheritdoc/>
    public async Task ShowAsync(RunTracker tracker, Task over)
    {
        var view = new RunView(console.Profile.Capabilities.Unicode);
        await console.Live(new Text("")).AutoClear(true).StartAsync(async live =>
        {
            while (!over.IsCompleted)
            {
                var model = await tracker.LookAsync();
                live.UpdateTarget(view.Draw(model, console.Profile.Width, console.Profile.Height));
                await Task.WhenAny(over, Task.Delay(Tick, time));
            }
        });
    }
}
