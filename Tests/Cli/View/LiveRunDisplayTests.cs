using Spectre.Console.Testing;
using SweepCluster.Cli.Running;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Cli.View;

namespace SweepCluster.Cli.Tests.View;

public sealed class LiveRunDisplayTests
{
    [Fact]
    public async Task ShowAsync_RunningSweep_DrawsItsStateAndEnds()
    {
        var bench = new Bench();
        bench.Sweep.Append(Log.Submitted);
        using var console = new TestConsole();
        console.Profile.Width = 100;
        console.Profile.Height = 30;
        console.EmitAnsiSequences();
        var tracker = new RunTracker(new SessionStart(Samples.Running, 0, "sweep run demo.yaml"), bench.Home, bench.Time);
        tracker.Apply(Log.Submitted with { Sequence = 1 });
        var over = new TaskCompletionSource();
        var shown = new LiveRunDisplay(console, bench.Time).ShowAsync(tracker, over.Task);
        over.SetResult();
        await shown;
        Assert.Contains("3 of 14 trials done", console.Output, StringComparison.Ordinal);
        Assert.Contains("trial #0, val_accuracy 0.8912 at step 9", console.Output, StringComparison.Ordinal);
        Assert.EndsWith("\u001b[?25h", console.Output, StringComparison.Ordinal);
    }
}
