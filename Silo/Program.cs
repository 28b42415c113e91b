using System.Runtime.InteropServices;
using SweepCluster.Silo.Hosting;

// One silo on its own home, until it is told to stop; `sweep silo` is the same with flags.
var home = Environment.GetEnvironmentVariable("SWEEP_HOME")
    ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "sweepcluster");
var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

await using var cluster = await LocalCluster.StartAsync(new LocalClusterOptions(home, "silo"), CancellationToken.None);
await stopped.Task;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopped.TrySetResult();
}
