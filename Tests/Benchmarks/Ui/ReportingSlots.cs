using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using SweepCluster.Benchmarks.Cluster;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Ui;

/// <summary>A report that was answered.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Step">The step.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Milliseconds">How long it took until it was answered, after its commit.</param>
internal readonly record struct AnsweredReport(int Trial, int Step, DateTimeOffset SentAt, double Milliseconds);

/// <summary>Slots whose trials report at a steady pace, evenly spread over it.</summary>
internal sealed class ReportingSlots : IAsyncDisposable
{
    private const int ReportsPerTrial = 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<AnsweredReport> _answered = new();
    private readonly ISweepGrain _sweep;
    private readonly IGrainFactory _grains;
    private readonly TimeSpan _pace;
    private Task _running = Task.CompletedTask;

    private ReportingSlots(IGrainFactory grains, string sweep, TimeSpan pace) =>
        (_grains, _sweep, _pace) = (grains, grains.GetGrain<ISweepGrain>(sweep), pace);

    /// <summary>All reports answered so far.</summary>
    public IReadOnlyCollection<AnsweredReport> Answered => _answered;

    /// <summary>Starts a trial in each slot.</summary>
    /// <param name="cluster">The cluster, whose own workers sleep.</param>
    /// <param name="sweep">The sweep's id.</param>
    /// <param name="count">How many slots.</param>
    /// <param name="perSecond">How many reports a second they make together.</param>
    public static async Task<ReportingSlots> StartAsync(BenchmarkCluster cluster, string sweep, int count, double perSecond)
    {
        var pace = TimeSpan.FromSeconds(count / perSecond);
        var slots = new ReportingSlots(cluster.Grains, sweep, pace);
        var (ids, address) = (await cluster.IdleSlotsAsync(count), await cluster.AddressAsync());
        slots._running = Task.WhenAll(ids.Select((slot, place) =>
            Task.Run(() => slots.RunAsync(new SlotOffer(slot.Id, address, slot.Device), pace * place / count))));
        return slots;
    }

    /// <summary>Lets time pass; a slot that fails ends it.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        if (await Task.WhenAny(_running, Task.Delay(time, TimeProvider.System, CancellationToken.None)) == _running)
        {
            await _running;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(SlotOffer offer, TimeSpan shift)
    {
        await Task.Delay(shift, TimeProvider.System, CancellationToken.None);
        using var clock = new PeriodicTimer(_pace);
        while (!_stop.IsCancellationRequested)
        {
            var lease = await _sweep.AcquireLease(offer) is LeaseGranted granted
                ? granted.Lease
                : throw new InvalidOperationException("The sweep granted no lease.");
            var trial = _grains.GetGrain<ITrialGrain>(lease.Attempt.Trial.ToString());
            if (!await trial.Begin(lease))
            {
                throw new InvalidOperationException($"Slot {offer.Slot} is held by another lease.");
            }

            await ReportAsync(trial, lease, clock);
            await trial.End(lease, _stop.IsCancellationRequested ? AttemptOutcome.Paused : AttemptOutcome.Completed);
        }
    }

    private async Task ReportAsync(ITrialGrain trial, Lease lease, PeriodicTimer clock)
    {
        var number = lease.Attempt.Trial.Number;
        for (var step = 1; step <= ReportsPerTrial && !_stop.IsCancellationRequested; step++)
        {
            await clock.WaitForNextTickAsync();
            var score = Math.Sin(number) + (0.1 * Math.Log(1 + step));
            ImmutableArray<Metric> metrics = [new("score", score), new("loss", 1 - score)];
            var (sentAt, sent) = (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
            await trial.Report(new AttemptReport(lease.Attempt, step, new MetricSet(metrics), 0.4, Checkpoint: null));
            _answered.Enqueue(new AnsweredReport(number, step, sentAt, Stopwatch.GetElapsedTime(sent).TotalMilliseconds));
        }
    }
}
