using System.Diagnostics;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>
/// Makes the grain calls of a slot that runs trials of ten reports, each as soon as the one before is answered, without any trial process.
/// </summary>
internal sealed class SlotCaller(IGrainFactory grains, SlotOffer offer)
{
    public const int ReportsPerTrial = 10;

    private readonly List<double> _milliseconds = [];

    /// <summary>How long each report was on its way.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    /// <summary>Calls until told to stop.</summary>
    /// <param name="isCounting">True while reports are to be noted.</param>
    /// <param name="stop">Ends the calls after the trial that runs.</param>
    public async Task RunAsync(Func<bool> isCounting, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var lease = await LeaseAsync();
            var trial = grains.GetGrain<ITrialGrain>(lease.Attempt.Trial.ToString());
            if (!await trial.Begin(lease))
            {
                throw new InvalidOperationException($"Slot {offer.Slot} is held by another lease.");
            }

            await ReportAsync(trial, lease, isCounting);
            if (!await trial.End(lease, AttemptOutcome.Completed))
            {
                throw new InvalidOperationException($"The end of attempt {lease.Attempt} was refused.");
            }
        }
    }

    private async Task<Lease> LeaseAsync()
    {
        var advised = await grains.GetGrain<IDispatcherGrain>(offer.Device.ToString()).Advise(offer);
        return await grains.GetGrain<ISweepGrain>(advised.Single()).AcquireLease(offer) is LeaseGranted granted
            ? granted.Lease
            : throw new InvalidOperationException("The sweep granted no lease, though it has no run_cap.");
    }

    private async Task ReportAsync(ITrialGrain trial, Lease lease, Func<bool> isCounting)
    {
        for (var step = 1; step <= ReportsPerTrial; step++)
        {
            var metrics = new MetricSet([new Metric("score", 0.5 + (0.01 * step)), new Metric("loss", 1.25)]);
            var sent = Stopwatch.GetTimestamp();
            var reply = await trial.Report(new AttemptReport(lease.Attempt, step, metrics, 0.1, Checkpoint: null));
            if (reply.Directive != Directive.Continue)
            {
                throw new InvalidOperationException($"A report was answered with {reply}.");
            }

            if (isCounting())
            {
                _milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
    }
}
