using System.Diagnostics;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>What came of a number of callers.</summary>
/// <param name="PerSecond">Reports answered in a second.</param>
/// <param name="PerCpuSecond">Reports answered for a second of this process's processor time.</param>
/// <param name="MedianMilliseconds">How long a report was on its way.</param>
/// <param name="LongMilliseconds">The 95th percentile of that.</param>
internal sealed record CallerFigures(double PerSecond, double PerCpuSecond, double MedianMilliseconds, double LongMilliseconds);

/// <summary>Has callers report at once in the name of the slots of a cluster, whose own workers sleep meanwhile.</summary>
internal static class SlotCallers
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    /// <summary>Has the workers sleep after they have asked for work once.</summary>
    public static void LetWorkersSleep(SiloSettings settings) => settings.IdleDelay = TimeSpan.FromMinutes(1);

    /// <summary>One caller for each slot of the cluster reports to one sweep.</summary>
    public static async Task<CallerFigures> MeasureAsync(BenchmarkCluster cluster, int count)
    {
        var slots = await cluster.IdleSlotsAsync(count);
        var address = await cluster.AddressAsync();
        await cluster.SubmitAsync(BenchmarkSpec.Create(runCap: null) with { Method = new RandomMethod(), EarlyTerminate = new NoEarlyTermination() });
        var callers = slots.Select(slot => new SlotCaller(cluster.Grains, new SlotOffer(slot.Id, address, slot.Device))).ToList();
        using var stop = new CancellationTokenSource();
        var isCounting = false;
        var running = Task.WhenAll(callers.Select(caller => Task.Run(() => caller.RunAsync(() => Volatile.Read(ref isCounting), stop.Token))));
        await Task.WhenAny(running, Task.Delay(WarmUp, TimeProvider.System, CancellationToken.None));
        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        Volatile.Write(ref isCounting, true);
        await Task.WhenAny(running, Task.Delay(Duration, TimeProvider.System, CancellationToken.None));
        Volatile.Write(ref isCounting, false);
        var (elapsed, used) = (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu);
        await stop.CancelAsync();
        await running;
        var times = callers.SelectMany(caller => caller.Milliseconds).ToList();
        return new CallerFigures(
            times.Count / elapsed.TotalSeconds, times.Count / used.TotalSeconds, Quantile.Of(times, 0.5), Quantile.Of(times, 0.95));
    }
}
