using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Telemetry;
using SweepCluster.Grains.Slots;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Processes;
using SweepCluster.Silo.Telemetry;

namespace SweepCluster.Silo.Slots;

/// <summary>
/// Owns one slot: pulls a lease, runs the attempt, commits its outcome, pulls again. The attempt belongs to this worker, not to any
/// grain, so it outlives every grain's deactivation.
/// </summary>
internal sealed partial class SlotWorker(
    SlotId slot,
    string siloAddress,
    Device device,
    DeviceState state,
    IGrainFactory grains,
    SlotLedger ledger,
    ProcessSeat seat,
    SlotBoard board,
    SiloDrain drain,
    SweepFilter filter,
    SweepHome home,
    SiloSettings settings,
    TimeSpan leaseEnd,
    SiloMeters meters,
    TimeProvider time,
    ILogger<SlotWorker> logger) : IAsyncDisposable
{
    /// <summary>The state of a slot that takes no work any more.</summary>
    internal const string Draining = "draining";

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(5);

    /// <summary>How often the same lease is tried when running it fails in the slot itself.</summary>
    private const int MostTroubles = 3;

    private readonly LeaseSource _leases = new(
        new SlotOffer(slot, siloAddress, device.Kind), () => state.SlotMemory, grains, filter, leaseEnd, time, logger);

    private readonly SlotRecord _record = new(meters.Slots, device.Kind, time);
    private TaskSpec? _lastTask;
    private Guid _troubledLease;
    private int _troubles;
    private long _warmUpFailedAt;
    private TimeSpan _warmUpPause;

    /// <summary>What came of one round of asking for work.</summary>
    private enum Work
    {
        Done,
        None,
        NotStarted,
        NoProcess,
    }

    /// <summary>Works until the silo leaves; while it only drains, waits.</summary>
    public async Task RunAsync(CancellationToken draining)
    {
        var backOff = settings.IdleDelay;
        while (!draining.IsCancellationRequested)
        {
            var work = Work.NotStarted;
            try
            {
                await RestAsync(draining);
                await WaitForDeviceAsync(draining);
                await WarmUpAsync(draining);
                _record.Enter(SlotActivity.Handover);
                work = await WorkUnlessDrainingAsync(draining);
                backOff = work switch
                {
                    Work.Done => TimeSpan.Zero,
                    Work.None => settings.IdleDelay,
                    _ => Longer(backOff),
                };
            }
            catch (OperationCanceledException) when (draining.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogStumbled(logger, exception, slot);
                backOff = Longer(backOff);
            }

            if (backOff > TimeSpan.Zero && !draining.IsCancellationRequested)
            {
                Wait(work);
                await Task.Delay(backOff, time, draining).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        _record.Enter(SlotActivity.Draining);
        Show(Draining);
    }

    public ValueTask DisposeAsync() => seat.DisposeAsync();

    private void Wait(Work work)
    {
        var isBroken = work == Work.NoProcess || _warmUpPause > TimeSpan.Zero;
        _record.Enter(isBroken ? SlotActivity.Broken : work == Work.None ? SlotActivity.NoWork : SlotActivity.Store);
        Show(isBroken ? "broken" : "idle");
    }

    private TimeSpan Longer(TimeSpan backOff)
    {
        var doubled = backOff < settings.IdleDelay ? settings.IdleDelay : backOff * 2;
        return doubled < LongestBackOff ? doubled : LongestBackOff;
    }

    /// <summary>Waits while the silo drains.</summary>
    private async Task RestAsync(CancellationToken draining)
    {
        var works = drain.WorksAsync(draining);
        if (!works.IsCompleted)
        {
            _record.Enter(SlotActivity.Draining);
            Show("idle");
            await works;
        }
    }

    private async Task<Work> WorkUnlessDrainingAsync(CancellationToken draining)
    {
        if (!drain.TryEnter())
        {
            return Work.None;
        }

        try
        {
            return await WorkOnceAsync(draining);
        }
        finally
        {
            drain.Leave();
        }
    }

    /// <summary>While the device is faulted, the slot takes no lease and keeps no process.</summary>
    private async Task WaitForDeviceAsync(CancellationToken draining)
    {
        if (state.Fault is { } fault)
        {
            LogBroken(logger, slot, fault);
            _record.Enter(SlotActivity.Broken);
            await seat.ReturnAsync(cleanEnd: false);
            while (state.Fault is not null)
            {
                Show("broken");
                await Task.Delay(settings.IdleDelay, time, draining);
            }

            LogMended(logger, slot);
        }
    }

    private async Task<Work> WorkOnceAsync(CancellationToken draining)
    {
        var lease = await _leases.PullAsync();
        if (lease is null)
        {
            return Work.None;
        }

        _lastTask = lease.Task;
        using var scope = logger.About(lease.Attempt);
        using var span = AttemptRecord.Begin(lease.Attempt, lease.TraceParent);
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

    private async Task<Work> WorkOnAsync(Lease lease, CancellationToken draining)
    {
        var trial = grains.GetGrain<ITrialGrain>(lease.Attempt.Trial.ToString());
        if (drain.IsDraining || !await BeginAsync(trial, lease, draining))
        {
            var isDrained = drain.IsDraining || draining.IsCancellationRequested;
            var reason = isDrained ? AbandonReason.Drained : AbandonReason.LeaseExpired;
            await CommitAsync(trial, lease, AttemptOutcome.Abandoned(reason));
            return Work.NotStarted;
        }

        Show("running", lease.Attempt);
        return await RunAsync(trial, lease, draining);
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

    private async Task<Work> RunAsync(ITrialGrain trial, Lease lease, CancellationToken draining)
    {
        TrialProcess process;
        try
        {
            process = await TakeAsync(trial, lease, draining);
        }
        catch (TrialProcessException exception)
        {
            LogNotStarted(logger, slot, exception.Message);
            await CommitAsync(trial, lease, await BlameAsync(AttemptOutcome.Failed(FailureReason.NotStarted, exception.Message)));
            return Work.NoProcess;
        }
        catch (OperationCanceledException)
        {
            await CommitAsync(trial, lease, AttemptOutcome.Abandoned(AbandonReason.Drained));
            return Work.NotStarted;
        }

        try
        {
            using var run = new AttemptRun(
                lease,
                device,
                process,
                trial,
                home,
                settings,
                meters,
                time,
                logger,
                drain,
                () => _leases.ShouldYieldAsync(lease.Attempt.Trial.Sweep),
                () => state.Fault,
                progress => Show("running", lease.Attempt, progress));
            _record.Enter(SlotActivity.Busy);
            var outcome = await run.RunAsync(draining);
            _record.Enter(SlotActivity.Handover);
            await Task.WhenAll(
                seat.ReturnAsync(run.IsCleanEnd),
                outcome is null ? Task.CompletedTask : CommitAsync(trial, lease, await BlameAsync(outcome)));
            _record.Freed();
            return Work.Done;
        }
        catch (Exception exception)
        {
            // Nobody knows what the process is doing. The sweep gives the same lease again; at some point that is hopeless.
            await seat.ReturnAsync(cleanEnd: false);
            _leases.AskFirst(lease.Attempt.Trial.Sweep);
            _troubles = lease.Id == _troubledLease ? _troubles + 1 : 1;
            _troubledLease = lease.Id;
            if (_troubles < MostTroubles)
            {
                throw;
            }

            LogStumbled(logger, exception, slot);
            await CommitAsync(trial, lease, AttemptOutcome.Failed(FailureReason.NotStarted, exception.Message));
            return Work.NotStarted;
        }
    }

    /// <summary>
    /// A trial notices before anybody else that its device is gone. What it fails of then is not its fault, so the device is looked at.
    /// </summary>
    private async Task<AttemptOutcome> BlameAsync(AttemptOutcome outcome)
    {
        if (outcome is not FailedOutcome { IsFinal: false } || await state.LookAsync() is not { } fault)
        {
            return outcome;
        }

        LogBlamed(logger, outcome, slot, fault);
        return AttemptOutcome.Abandoned(AbandonReason.DeviceLost);
    }

    /// <summary>Takes a process, and keeps the lease alive while a slow program starts.</summary>
    private async Task<TrialProcess> TakeAsync(ITrialGrain trial, Lease lease, CancellationToken draining)
    {
        _record.Enter(SlotActivity.Starting);
        using var started = new CancellationTokenSource();
        var keeping = KeepLeaseAsync(trial, lease, started.Token);
        try
        {
            return await seat.TakeAsync(lease.Task, draining);
        }
        finally
        {
            await started.CancelAsync();
            await keeping;
        }
    }

    private async Task KeepLeaseAsync(ITrialGrain trial, Lease lease, CancellationToken started)
    {
        var progress = new TrialProgress(lease.Attempt, slot, "starting", (lease.ResumeFrom?.Step ?? 0) + 1, 0, []);
        while (true)
        {
            await Task.Delay(settings.RenewInterval, time, started).ContinueWith(_ => { }, TaskScheduler.Default);
            if (started.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await trial.Renew(lease.Attempt, progress);
            }
            catch (Exception exception)
            {
                LogStumbled(logger, exception, slot);
            }
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
            Activity.Current?.SetTag("outcome", outcome.ToString());
            var accepted = await link.CallAsync(() => TraceContext.WithSpanAsync(() => trial.End(lease, outcome)), CancellationToken.None);
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
        var isTooEarly = _warmUpPause > time.GetElapsedTime(_warmUpFailedAt);
        if (!settings.WarmsUp || !seat.IsEmpty || _lastTask is ProgramTask || isTooEarly)
        {
            return;
        }

        Show("starting");
        _record.Enter(SlotActivity.Starting);
        try
        {
            await seat.WarmUpAsync(new DatasetTask(""), draining);
            _warmUpPause = TimeSpan.Zero;
        }
        catch (TrialProcessException exception)
        {
            // The slot can still run users' programs; a trial that needs the trainer will fail with this very reason.
            LogNotStarted(logger, slot, exception.Message);
            (_warmUpFailedAt, _warmUpPause) = (time.GetTimestamp(), Longer(_warmUpPause));
        }
    }

    private void Show(string word, AttemptId? attempt = null, TrialProgress? progress = null) =>
        board.Show(new SlotStatus(new SlotView(slot, device.Kind, word, attempt) { Memory = state.SlotMemory }, progress));
}
