using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Slots;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Processes;

namespace SweepCluster.Silo.Slots;

/// <summary>
/// Owns one slot: pulls a lease, runs the attempt, commits its outcome, pulls again. The attempt belongs to this worker, not to any
/// grain, so it outlives every grain's deactivation.
/// </summary>
internal sealed partial class SlotWorker(
    SlotId slot,
    string siloAddress,
    Device device,
    IGrainFactory grains,
    SlotLedger ledger,
    ProcessSeat seat,
    SlotBoard board,
    SweepFilter filter,
    SweepHome home,
    SiloSettings settings,
    TimeProvider time,
    ILogger<SlotWorker> logger) : IAsyncDisposable
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(15);

    private readonly SlotOffer _offer = new(slot, siloAddress, device.Kind);

    /// <summary>Works until asked to drain.</summary>
    public async Task RunAsync(CancellationToken draining)
    {
        var backOff = settings.IdleDelay;
        while (!draining.IsCancellationRequested)
        {
            try
            {
                await WarmUpAsync(draining);
                backOff = await WorkOnceAsync(draining) ? TimeSpan.Zero : settings.IdleDelay;
            }
            catch (Exception exception) when (!draining.IsCancellationRequested)
            {
                LogStumbled(logger, exception, slot);
                backOff = Longer(backOff);
            }

            if (backOff > TimeSpan.Zero && !draining.IsCancellationRequested)
            {
                Show("idle");
                await Task.Delay(backOff, time, draining).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        Show("draining");
    }

    public ValueTask DisposeAsync() => seat.DisposeAsync();

    private TimeSpan Longer(TimeSpan backOff)
    {
        var doubled = backOff < settings.IdleDelay ? settings.IdleDelay : backOff * 2;
        return doubled < LongestBackOff ? doubled : LongestBackOff;
    }

    /// <summary>True when there was something to do.</summary>
    private async Task<bool> WorkOnceAsync(CancellationToken draining)
    {
        var lease = await PullAsync();
        if (lease is null)
        {
            return false;
        }

        try
        {
            return await WorkOnAsync(lease, draining);
        }
        finally
        {
            // The trial grain does so too when an end reaches it; an attempt that was superseded or cut off has none.
            ledger.Release(lease);
        }
    }

    private async Task<bool> WorkOnAsync(Lease lease, CancellationToken draining)
    {
        var trial = grains.GetGrain<ITrialGrain>(lease.Attempt.Trial.ToString());
        if (!await BeginAsync(trial, lease, draining))
        {
            await CommitAsync(trial, lease, AttemptOutcome.Abandoned(AbandonReason.LeaseExpired));
            return false;
        }

        Show("running", lease.Attempt);
        return await RunAsync(trial, lease, draining);
    }

    private async Task<Lease?> PullAsync()
    {
        var sweeps = await grains.GetGrain<IDispatcherGrain>(device.Kind.ToString()).Advise(_offer);
        foreach (var sweep in sweeps.Where(filter.Allows))
        {
            if (await grains.GetGrain<ISweepGrain>(sweep).AcquireLease(_offer) is LeaseGranted granted)
            {
                return granted.Lease;
            }
        }

        return null;
    }

    private async Task<bool> BeginAsync(ITrialGrain trial, Lease lease, CancellationToken draining)
    {
        var link = new SweepLink(time, settings.SelfFence, logger);
        try
        {
            return await link.CallAsync(() => trial.Begin(lease), draining);
        }
        catch (Exception exception) when (exception is LeaseLostException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>False when the process did not even start, so that the slot takes a breath before the next lease.</summary>
    private async Task<bool> RunAsync(ITrialGrain trial, Lease lease, CancellationToken draining)
    {
        TrialProcess process;
        try
        {
            process = await seat.TakeAsync(lease.Task, draining);
        }
        catch (TrialProcessException exception)
        {
            LogNotStarted(logger, slot, exception.Message);
            await CommitAsync(trial, lease, AttemptOutcome.Failed(FailureReason.NotStarted, exception.Message));
            return false;
        }
        catch (OperationCanceledException)
        {
            await CommitAsync(trial, lease, AttemptOutcome.Abandoned(AbandonReason.Drained));
            return false;
        }

        try
        {
            using var run = new AttemptRun(
                lease, device, process, trial, home, settings, time, logger, progress => Show("running", lease.Attempt, progress));
            var outcome = await run.RunAsync(draining);
            await Task.WhenAll(
                seat.ReturnAsync(run.IsCleanEnd),
                outcome is null ? Task.CompletedTask : CommitAsync(trial, lease, outcome));
            return true;
        }
        catch (Exception)
        {
            // Nobody knows what the process is doing; the slot will be given the same lease again.
            await seat.ReturnAsync(cleanEnd: false);
            throw;
        }
    }

    /// <summary>
    /// The slot is free only when the outcome is committed, or when the sweep has been out of reach for so long that the lease has
    /// ended by itself.
    /// </summary>
    private async Task CommitAsync(ITrialGrain trial, Lease lease, AttemptOutcome outcome)
    {
        try
        {
            var link = new SweepLink(time, lease.Duration, logger);
            var accepted = await link.CallAsync(() => trial.End(lease, outcome), CancellationToken.None);
            if (!accepted)
            {
                LogOutcomeIgnored(logger, lease.Attempt, outcome);
            }
        }
        catch (LeaseLostException exception)
        {
            LogOutcomeLost(logger, lease.Attempt, outcome, exception.Message);
        }
    }

    /// <summary>A slot asks for work when a process waits for it, so that no lease is held by a slot that is still loading libraries.</summary>
    private async Task WarmUpAsync(CancellationToken draining)
    {
        if (!settings.WarmsUp || !seat.IsEmpty)
        {
            return;
        }

        Show("starting");
        try
        {
            await seat.WarmUpAsync(new DatasetTask(""), draining);
        }
        catch (TrialProcessException exception)
        {
            // The slot can still run users' programs; a trial that needs the trainer will fail with this very reason.
            LogNotStarted(logger, slot, exception.Message);
        }
    }

    private void Show(string state, AttemptId? attempt = null, TrialProgress? progress = null) =>
        board.Show(new SlotStatus(new SlotView(slot, device.Kind, state, attempt), progress));
}
