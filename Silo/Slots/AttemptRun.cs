using System.Globalization;
using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Telemetry;
using SweepCluster.Contracts.Values;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Processes;
using SweepCluster.Silo.Stacks;
using SweepCluster.Silo.Telemetry;

namespace SweepCluster.Silo.Slots;

/// <summary>
/// One attempt in one trial process, from its start message to its outcome: passes reports on, brings decisions back, renews the lease,
/// and watches for hangs. Whoever ends the attempt from outside leaves a verdict and kills the process; the process's end then tells
/// the listener.
/// </summary>
internal sealed partial class AttemptRun : IDisposable
{
    private const int LogLinesKept = 50;

    private readonly Lease _lease;
    private readonly Device _device;
    private readonly TrialProcess _process;
    private readonly ITrialGrain _trial;
    private readonly SweepHome _home;
    private readonly SiloSettings _settings;
    private readonly AttemptRecord _record;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SiloDrain _drain;
    private readonly Func<Task<bool>> _shouldYield;
    private readonly Func<string?> _deviceFault;
    private readonly Action<TrialProgress> _show;
    private readonly SweepLink _link;
    private readonly HangWatch _hang;
    private readonly CheckpointFolder _checkpoints;
    private readonly Verdict _verdict = new();
    private readonly CancellationTokenSource _over = new();
    private readonly long _startedAt;
    private long _reportedAt;
    private TrialProgress _progress;
    private TrialCommand _asked = TrialCommand.Continue;
    private AbandonReason? _handingBack;
    private volatile bool _yields;
    private Task _stopping = Task.CompletedTask;

    public AttemptRun(
        Lease lease,
        Device device,
        TrialProcess process,
        ITrialGrain trial,
        SweepHome home,
        SiloSettings settings,
        SiloMeters meters,
        TimeProvider time,
        ILogger logger,
        SiloDrain drain,
        Func<Task<bool>> shouldYield,
        Func<string?> deviceFault,
        Action<TrialProgress> show)
    {
        _lease = lease;
        _device = device;
        _process = process;
        _trial = trial;
        _home = home;
        _settings = settings;
        _record = new AttemptRecord(meters, device.Kind, time);
        _time = time;
        _logger = logger;
        _drain = drain;
        _shouldYield = shouldYield;
        _deviceFault = deviceFault;
        _show = show;
        _link = new SweepLink(time, settings.SelfFence, logger);
        _hang = new HangWatch(time, settings.HangFloor, lease.Retries.ProgressTimeout);
        _checkpoints = new CheckpointFolder(home, lease.Attempt, lease.Objectives.FirstOrDefault());
        _startedAt = time.GetTimestamp();
        _reportedAt = _startedAt;
        _progress = new TrialProgress(lease.Attempt, lease.Slot, "starting", (lease.ResumeFrom?.Step ?? 0) + 1, 0, []);
    }

    /// <summary>True when the process ended the attempt by itself, so that it may be used again.</summary>
    public bool IsCleanEnd { get; private set; }

    /// <summary>Why the slot is to be handed over at the next checkpoint; null when it may be kept.</summary>
    private AbandonReason? Yielding => _drain.IsDraining ? AbandonReason.Drained : _yields ? AbandonReason.Preempted : null;

    /// <summary>Runs the attempt; null when the sweep does not want to hear of it any more.</summary>
    public async Task<AttemptOutcome?> RunAsync(CancellationToken draining)
    {
        using var span = AttemptRecord.Train();
        await _process.SendAsync(StartMessages.For(_lease, _device, _home, _checkpoints.Path, span?.Id));
        var renewing = RenewAsync();
        var watching = WatchAsync();
        var handingBack = Task.CompletedTask;
        await using var drain = draining.Register(() => handingBack = DrainAsync());
        try
        {
            return await ListenAsync();
        }
        finally
        {
            await _over.CancelAsync();
            await Task.WhenAll(renewing, watching, handingBack, _stopping);
        }
    }

    public void Dispose() => _over.Dispose();

    private async Task<AttemptOutcome?> ListenAsync()
    {
        await foreach (var message in _process.Messages.ReadAllAsync())
        {
            _hang.Alive(isRhythm: message is ProgressMessage or ReportMessage);
            switch (message)
            {
                case ProgressMessage progress:
                    Show(_progress with { Phase = progress.Phase, Step = progress.Step, Fraction = progress.Fraction });
                    break;
                case ReportMessage report:
                    await AnswerAsync(report);
                    break;
                case CheckpointMessage checkpoint:
                    await RegisterAsync(checkpoint.Checkpoint);
                    break;
                case LogMessage log:
                    Show(_progress with { Log = [.. _progress.Log.TakeLast(LogLinesKept - 1), log.Text] });
                    LogLine(_logger, _lease.Attempt, log.Text);
                    break;
                case EndMessage end:
                    IsCleanEnd = end.Outcome is not (TrialEnd.Failed or TrialEnd.OutOfMemory);
                    return Outcome(end);
            }
        }

        var exit = await _process.Exited;
        return _verdict.IsGiven ? _verdict.Outcome : Crash(exit);
    }

    private async Task AnswerAsync(ReportMessage message)
    {
        _hang.Suspend();
        var metrics = new MetricSet([.. message.Metrics.Select(pair => new Metric(pair.Key, pair.Value))]);
        var checkpoint = message.Checkpoint is { } file ? _checkpoints.Refer(file) : null;
        var seconds = BusySeconds(message.StepSeconds);
        var report = new AttemptReport(_lease.Attempt, message.Step, metrics, seconds, checkpoint);
        _record.Stepped(message, seconds);
        if (await CallAsync(() => TraceContext.WithSpanAsync(() => _trial.Report(report))) is not { } reply)
        {
            return;
        }

        if (reply.Directive == Directive.Stale)
        {
            End(null);
            return;
        }

        _record.Reported(message, seconds);
        _checkpoints.Acknowledge(checkpoint, message.Step, metrics);
        Ask(reply.Directive == Directive.Continue && checkpoint is not null && Yielding is { } reason ? Yield(reason) : CommandOf(reply.Directive));
        await _process.SendAsync(new DecideMessage(message.Step, _asked));
        _hang.Resume();
    }

    /// <summary>What the process says it was busy, but no more than the time that has passed since its last report.</summary>
    private double BusySeconds(double claimed)
    {
        var passed = _time.GetElapsedTime(_reportedAt).TotalSeconds;
        _reportedAt = _time.GetTimestamp();
        return double.IsFinite(claimed) ? Math.Clamp(claimed, 0, passed) : 0;
    }

    /// <summary>Remembers the first order to stop, which stands, and gives the process time to obey it.</summary>
    /// <returns>True when this order is the first.</returns>
    private bool Ask(TrialCommand command)
    {
        lock (_over)
        {
            if (_asked != TrialCommand.Continue || command == TrialCommand.Continue)
            {
                return false;
            }

            _asked = command;
            _stopping = KillLaterAsync(OutcomeOf(command));
            return true;
        }
    }

    private async Task RegisterAsync(CheckpointFile file)
    {
        _hang.Suspend();
        var checkpoint = _checkpoints.Refer(file);
        if (await CallAsync(() => TraceContext.WithSpanAsync(() => _trial.SaveCheckpoint(_lease.Attempt, checkpoint))) is { } reply)
        {
            if (reply.Directive != Directive.Stale)
            {
                _record.Saved(file);
                _checkpoints.Acknowledge(checkpoint, checkpoint.Step, metrics: null);
            }

            await FollowAsync(reply);
        }

        _hang.Resume();
    }

    /// <summary>
    /// Not when the process was killed: one that a lost device holds in the kernel does not end, and its trial goes on elsewhere when the
    /// lease is over.
    /// </summary>
    private async Task RenewAsync()
    {
        while (await SleepAsync(_settings.RenewInterval) && !_verdict.IsGiven)
        {
            if (await CallAsync(() => _trial.Renew(_lease.Attempt, _progress)) is { } reply)
            {
                await FollowAsync(reply);
                _yields = _yields || await _shouldYield();
            }
        }
    }

    /// <summary>Hands the slot over: the trial stops at the checkpoint that was just stored, so no step is lost.</summary>
    private TrialCommand Yield(AbandonReason reason)
    {
        _handingBack ??= reason;
        return TrialCommand.Pause;
    }

    private async Task WatchAsync()
    {
        var interval = TimeSpan.FromMilliseconds(Math.Min(500, _settings.HangFloor.TotalMilliseconds / 4));
        while (await SleepAsync(interval))
        {
            if (_deviceFault() is not null)
            {
                End(AttemptOutcome.Abandoned(AbandonReason.DeviceLost));
            }
            else if (_hang.IsHung && await WriteStacksAsync() is var stacks && _hang.IsHung)
            {
                var silence = _hang.Silence.TotalSeconds;
                _record.Hung();
                End(AttemptOutcome.Failed(FailureReason.Hung, Invariant($"no sign of life for {silence:0.0} s; the process was killed{stacks}")));
            }
            else if (_lease.Retries.MaxTrialDuration is { } longest && _time.GetElapsedTime(_startedAt) > longest)
            {
                End(AttemptOutcome.Failed(FailureReason.TimedOut, Invariant($"the attempt lasted longer than {longest.TotalSeconds:0.#} s")));
            }
        }
    }

    /// <summary>Keeps with the attempt what the silent process is doing, and says where; says nothing when that cannot be had.</summary>
    private async Task<string> WriteStacksAsync()
    {
        try
        {
            await StackDump.WriteAsync(_process.Id, Path.Combine(_checkpoints.Path, CheckpointFolder.StacksFile));
            return $", its stacks are beside its checkpoints in {CheckpointFolder.StacksFile}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNoStacks(_logger, exception, _lease.Attempt);
            return "";
        }
    }

    /// <summary>Hands the lease back: the process stops at its last checkpoint, and the trial goes on elsewhere.</summary>
    private async Task DrainAsync()
    {
        _handingBack = AbandonReason.Drained;
        await StopAsync(TrialCommand.Pause);
    }

    /// <summary>Acts on a directive that did not answer a report.</summary>
    private async Task FollowAsync(DirectiveReply reply)
    {
        if (reply.Directive == Directive.Stale)
        {
            End(null);
        }
        else
        {
            await StopAsync(CommandOf(reply.Directive));
        }
    }

    private async Task StopAsync(TrialCommand command)
    {
        if (!_over.IsCancellationRequested && Ask(command))
        {
            await _process.SendAsync(new StopMessage(command));
        }
    }

    /// <summary>Gives the process time to stop by itself, as it was told to.</summary>
    private async Task KillLaterAsync(AttemptOutcome outcome)
    {
        if (await SleepAsync(_settings.StopTimeout))
        {
            LogNotStopping(_logger, _lease.Attempt, _settings.StopTimeout);
            End(outcome);
        }
    }

    private void End(AttemptOutcome? outcome)
    {
        _verdict.Give(outcome);
        _process.Kill();
    }

    private async Task<DirectiveReply?> CallAsync(Func<Task<DirectiveReply>> call)
    {
        try
        {
            return await _link.CallAsync(call, _over.Token);
        }
        catch (LeaseLostException exception)
        {
            LogLeaseLost(_logger, _lease.Attempt, exception.Message);
            End(AttemptOutcome.Abandoned(AbandonReason.LeaseExpired));
            return null;
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>False when the attempt is over before the time is.</summary>
    private async Task<bool> SleepAsync(TimeSpan duration)
    {
        try
        {
            await Task.Delay(duration, _time, _over.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Show(TrialProgress progress)
    {
        _progress = progress;
        _show(progress);
    }

    private AttemptOutcome? Outcome(EndMessage end) => end.Outcome switch
    {
        _ when _verdict.IsGiven => _verdict.Outcome,
        TrialEnd.Completed => AttemptOutcome.Completed,
        TrialEnd.Paused or TrialEnd.Pruned or TrialEnd.Canceled when _asked != TrialCommand.Continue => OutcomeOf(_asked),
        TrialEnd.Infeasible => AttemptOutcome.Failed(FailureReason.Infeasible, end.Detail ?? "the parameter set cannot be trained"),
        TrialEnd.Diverged => AttemptOutcome.Failed(FailureReason.Diverged, end.Detail ?? "training diverged"),
        TrialEnd.OutOfMemory => AttemptOutcome.Failed(FailureReason.OutOfMemory, end.Detail ?? "memory ran out"),
        TrialEnd.Failed => AttemptOutcome.Failed(FailureReason.ProgramError, end.Detail ?? "the trial program failed without a word"),
        _ => AttemptOutcome.Failed(FailureReason.ProgramError, $"the trial program ended as {end.Outcome} without being asked to"),
    };

    private static AttemptOutcome Crash(ProcessEnd exit) => AttemptOutcome.Failed(FailureReason.Crashed, exit.Describe());

    private AttemptOutcome OutcomeOf(TrialCommand command) => command switch
    {
        TrialCommand.Pause => _handingBack is { } reason ? AttemptOutcome.Abandoned(reason) : AttemptOutcome.Paused,
        TrialCommand.Prune => AttemptOutcome.Pruned,
        _ => AttemptOutcome.Canceled,
    };

    private static TrialCommand CommandOf(Directive directive) => directive switch
    {
        Directive.Continue => TrialCommand.Continue,
        Directive.Pause => TrialCommand.Pause,
        Directive.Prune => TrialCommand.Prune,
        _ => TrialCommand.Cancel,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
