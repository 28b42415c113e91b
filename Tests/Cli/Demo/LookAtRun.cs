using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Tests.Demo;

/// <summary>
/// Runs verbs on the terminal of the test process, to be looked at by people: <c>SWEEP_DEMO_ARGS="run demo.yaml"</c> and the runner's
/// <c>-explicit only -class SweepCluster.Cli.Tests.Demo.LookAtRun</c>.
/// </summary>
public sealed class LookAtRun
{
    [Fact(Explicit = true)]
    public async Task Verb_OnThisTerminal_LooksGood()
    {
        var arguments = Environment.GetEnvironmentVariable("SWEEP_DEMO_ARGS")!.Split(' ');
        var bench = new Bench { Clock = TimeProvider.System, Output = CliOutput.OfProcess() };
        bench.Home.Catalog.Headlines = [Samples.Headline(SweepStatus.Completed, "another")];
        bench.Sweep.Append(Log.Submitted);
        bench.Sweep.Append(Log.Suggested(3));
        bench.Sweep.Append(Log.Started(3));
        var running = bench.RunAsync(arguments);
        for (var step = 1; step <= 9 && !running.IsCompleted; step++)
        {
            await Task.Delay(700, TestContext.Current.CancellationToken);
            bench.Sweep.Append(Log.Reported(3, step, 0.85 + (step / 100.0)), step);
        }

        bench.Sweep.Append(Log.Ended(3, AttemptOutcome.Completed), 10);
        bench.Sweep.Append(new SweepFinished(SweepStatus.Completed, "all 14 trials are over"));
        bench.Sweep.Snapshot = Samples.Completed;
        await running;
    }
}
