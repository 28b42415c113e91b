using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Telemetry;
using SweepCluster.Grains.Store;
using SweepCluster.Grains.Telemetry;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Sweeps;

/// <summary>
/// The shell around <see cref="SweepEngine"/>: checks that a message comes from the current attempt, folds and queues an event in one
/// synchronous turn, and answers after the commit. Calls interleave only while they await that commit. When a commit fails, the
/// activation throws itself away; the next call rebuilds it from the log.
/// </summary>
[GrainType("sweep")]
internal sealed partial class SweepGrain(
    IEventStore store,
    EventWriter writer,
    SweepReplay replay,
    SegmentPacker packer,
    IClusterMembershipService membership,
    SweepEraser eraser,
    GrainMeters meters,
    IOptions<SweepOptions> options,
    TimeProvider time,
    ILogger<SweepGrain> logger) : Grain, ISweepGrain, IIncomingGrainCallFilter
{
    private readonly LeaseLedger _leases = new(time, options.Value.LeaseDuration, options.Value.LeaseGrace);
    private readonly SweepJournal _journal = new(writer);
    private readonly ImportanceCache _importance = new();
    private SweepEngine? _engine;
    private LossRule _losses = null!;
    private SweepRecorder _recorder = null!;
    private LeaseGranter? _granter;
    private EventFeed _feed = null!;
    private CatalogBell _bell = null!;
    private FitWatch? _fit;
    private IGrainTimer? _tick;

    private string Id => this.GetPrimaryKeyString();

    /// <summary>True when time changes nothing; Orleans may deactivate an idle sweep that nobody calls.</summary>
    private bool IsIdle => Engine.Status.IsFinal() || (Engine is { Status: SweepStatus.Paused, Running.Count: 0, IsStopping: false }
        && Engine.Spec.Limits.MaxDuration is null);

    private LeaseGranter Granter => _granter ?? throw NoSweep();

    private SweepEngine Engine => _engine ?? throw NoSweep();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        using var scope = logger.About(Id);
        _feed = new EventFeed(store, Id);
        _bell = new CatalogBell(GrainFactory, time, logger);
        _losses = new LossRule(membership, _leases);
        if (await replay.LoadAsync(Id, cancellationToken) is not { } replayed)
        {
            return;
        }

        _engine = replayed.Engine;
        packer.Pack(Id, replayed.Unpacked);
        Equip(_engine, replayed.Times);
        _feed.Advance(_engine.LastSequence, _engine.Status.IsFinal());
        LogActivated(logger, Id, _engine.LastSequence, _engine.Running.Count);
        await membership.Refresh(default, cancellationToken);
        await AdoptRunningAttempts();
        StartTicking();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _feed.Close();
        meters.Active.Remove(this);
        return Task.CompletedTask;
    }

    /// <summary>Every call's log lines say what they are about, and a call that is part of a traced attempt gets a span.</summary>
    async Task IIncomingGrainCallFilter.Invoke(IIncomingGrainCallContext context)
    {
        using var scope = CallSubject.Of(context) is { } attempt ? logger.About(attempt) : logger.About(Id);
        using var span = TraceContext.Continue(context.MethodName);
        await context.Invoke();
    }

    public async Task<bool> Submit(SweepSpec spec, string specHash, string? requestId = null)
    {
        if (spec.Seed is null)
        {
            throw new InvalidOperationException("The spec has no seed; the catalog draws one before it submits.");
        }

        if (_engine is not null)
        {
            await Flush();
            return requestId == Engine.Submitted.RequestId && SpecHash.Of(spec) == SpecHash.Of(Engine.Submitted.Spec);
        }

        // A spec that cannot be searched is refused by a throw-away engine, before anything rests on it.
        Try(new SweepSubmitted(spec, specHash) { Sequence = 1 });
        using var span = SweepTelemetry.Activities.StartActivity("submit")?.SetTag("sweep", Id);
        _engine = new SweepEngine();
        Equip(_engine, new TrialTimes());
        await Append(new SweepSubmitted(spec, specHash) { RequestId = requestId, TraceParent = span?.Id });
        StartTicking();
        return true;
    }

    public Task<LeaseReply> AcquireLease(SlotOffer offer)
    {
        var hasOtherSilo = membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) > 1;
        return Granter.AcquireAsync(offer, hasOtherSilo);
    }

    public async Task<DirectiveReply> Report(AttemptReport report)
    {
        var (trial, attempt) = (report.Attempt.Trial.Number, report.Attempt.Number);
        if (!Engine.IsCurrent(trial, attempt))
        {
            return Stale(report.Attempt);
        }

        _leases.Renew(report.Attempt);
        if (Engine.HasReported(trial, attempt, report.Step))
        {
            await Flush();
            return Engine.Wanted(trial, attempt, time.GetUtcNow());
        }

        var judgement = Engine.Judge(trial, report.Step, report.Metrics);
        var reported = new AttemptReported(trial, attempt, report.Step, report.Metrics, report.StepSeconds, judgement);
        await (report.Checkpoint is { } checkpoint && checkpoint != Engine.CheckpointOf(trial)
            ? Append(new CheckpointSaved(trial, attempt, checkpoint), reported)
            : Append(reported));
        return Engine.Wanted(trial, attempt, time.GetUtcNow());
    }

    public async Task<DirectiveReply> SaveCheckpoint(AttemptId attempt, CheckpointRef checkpoint)
    {
        var (trial, number) = (attempt.Trial.Number, attempt.Number);
        if (!Engine.IsCurrent(trial, number))
        {
            return Stale(attempt);
        }

        _leases.Renew(attempt);
        await (Engine.CheckpointOf(trial) == checkpoint
            ? Flush()
            : Append(new CheckpointSaved(trial, number, checkpoint)));
        return Engine.Wanted(trial, number, time.GetUtcNow());
    }

    public async Task<DirectiveReply> Renew(AttemptId attempt)
    {
        if (!Engine.IsCurrent(attempt.Trial.Number, attempt.Number))
        {
            return Stale(attempt);
        }

        _leases.Renew(attempt);
        await Flush();
        return Engine.Wanted(attempt.Trial.Number, attempt.Number, time.GetUtcNow());
    }

    public async Task<bool> EndAttempt(AttemptId attempt, AttemptOutcome outcome)
    {
        var (trial, number) = (attempt.Trial.Number, attempt.Number);
        if (!Engine.IsCurrent(trial, number))
        {
            LogFenced(logger, attempt);
            await Flush();
            return false;
        }

        LogEnded(logger, attempt, outcome);
        _leases.Remove(trial, number);
        await Append(new AttemptEnded(trial, number, outcome));
        return true;
    }

    public Task Pause() => Engine.Status == SweepStatus.Running && !Engine.IsStopping
        ? Append(new SweepPaused())
        : Flush();

    public async Task Resume()
    {
        await (Engine.Status == SweepStatus.Paused && !Engine.IsStopping ? Append(new SweepResumed()) : Flush());
        StartTicking();
    }

    public Task Cancel() => Engine.Status.IsFinal() || Engine.IsStopping
        ? Flush()
        : Append(new SweepCanceled());

    public Task Change(SweepChange change)
    {
        if (change.Problem is { } problem)
        {
            throw new ArgumentException(problem);
        }

        return Engine.Status.IsFinal() || change.ApplyTo(Engine.Spec) == Engine.Spec ? Flush() : Append(new SweepChanged(change));
    }

    public Task StopTrial(int trial) =>
        Engine.TrialSnapshot(trial).Status.IsFinal() || Engine.Status.IsFinal() ? Flush() : Append(new TrialStopped(trial));

    public Task RetryTrial(int trial)
    {
        if (!Engine.TrialSnapshot(trial).Status.IsFinal())
        {
            return Flush();
        }

        return Engine.ObstacleToRetry(trial) is { } obstacle ? throw new InvalidOperationException(obstacle) : Append(new TrialRetried(trial));
    }

    public Task NoteTrial(int trial, TrialNote note)
    {
        if (note.Problem is { } problem)
        {
            throw new ArgumentException(problem);
        }

        var known = Engine.TrialSnapshot(trial);
        var noted = new TrialNoted(trial, note.Note ?? known.Note ?? "", note.IsPinned ?? known.IsPinned);
        return (noted.Note, noted.IsPinned) == (known.Note ?? "", known.IsPinned) ? Flush() : Append(noted);
    }

    public async Task<int> Import(ImmutableArray<FinishedTrial> trials)
    {
        if (Engine.Status.IsFinal() || Engine.IsStopping)
        {
            throw new InvalidOperationException($"Sweep {Id} is over or ending; nothing can be imported.");
        }

        var before = Engine.TrialCount;
        var events = new TrialImporter(Engine, Guid.NewGuid).Events(trials);
        var stored = events.Count > 0 ? Append([.. events]) : Flush();
        var added = Engine.TrialCount - before;
        await stored;
        return added;
    }

    public async Task Delete()
    {
        if (_engine is { } engine && !engine.Status.IsFinal())
        {
            throw new InvalidOperationException($"Sweep {Id} is {engine.Status}; only one that is over can be deleted. Cancel it first.");
        }

        await eraser.EraseAsync(Id);
        _bell.Ring();
        _feed.Close();
        (_engine, _granter) = (null, null);
        DeactivateOnIdle();
    }

    public Task Wake() => Task.CompletedTask;

    public Task<SweepSnapshot> GetSnapshot() => Task.FromResult(Engine.Snapshot(Id) with { Warning = _fit?.WarningOf(Engine) });

    public Task<ImmutableArray<TrialSnapshot>> GetTrials() => Task.FromResult(Engine.TrialSnapshots());

    public Task<TrialSnapshot> GetTrial(int trial) => Task.FromResult(Engine.RankedTrialSnapshot(trial));

    public Task<ImportanceReport> GetImportance(ImportanceMethod method) => _importance.OfAsync(Engine, method);

    public async Task<ImmutableArray<SweepEvent>> GetTrialEvents(int trial)
    {
        _ = Engine.ParametersOf(trial);
        return [.. await store.ReadTrialAsync(Id, trial, CancellationToken.None)];
    }

    public async IAsyncEnumerable<SweepEvent> Watch(
        long fromSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_engine is { } engine && engine.Status.IsFinal() && fromSequence > engine.LastSequence)
        {
            yield break;
        }

        await foreach (var e in _feed.Watch(fromSequence, cancellationToken))
        {
            yield return e;
        }
    }

    private void Equip(SweepEngine engine, TrialTimes times)
    {
        foreach (var trial in times.Open.Where(trial => engine.TrialSnapshot(trial).Status.IsFinal()).ToArray())
        {
            times.Close(trial);
        }

        var tally = new TrialTally(meters.Trials, times);
        _recorder = new SweepRecorder(Id, engine, _journal, _feed, packer, Count, time);
        _granter = new LeaseGranter(
            Id, engine, _leases, time, Append, Flush, Guid.NewGuid, Task.Run, new SuggestionWatch(meters.Search, engine).Note, logger);
        if (engine.IsSubmitted)
        {
            meters.Active.Show(this, engine.Snapshot(Id));
        }

        void Count(AppendRequest request)
        {
            tally.Count(request);
            meters.Active.Show(this, request.Sweep);
        }
    }

    private KeyNotFoundException NoSweep() => new($"There is no sweep {Id}.");

    private static void Try(SweepSubmitted submitted)
    {
        var engine = new SweepEngine();
        engine.Apply(submitted);
        if (engine.NothingToTry() is { } reason)
        {
            throw new ArgumentException($"The sweep has nothing to try: {reason}.");
        }
    }

    private DirectiveReply Stale(AttemptId attempt)
    {
        LogFenced(logger, attempt);
        return new DirectiveReply(Directive.Stale, "this attempt is not the trial's current one");
    }

    private async Task Append(params SweepEvent[] events)
    {
        await Durable(_recorder.AppendAsync(events));
        if (!events.All(e => e is AttemptReported or CheckpointSaved))
        {
            _bell.Ring();
        }
    }

    /// <summary>Ends when all that this activation has folded so far is durable, so that no answer rests on what may be lost.</summary>
    private Task Flush() => Durable(_journal.FlushAsync());

    private async Task CarryOutDue()
    {
        var known = Engine.LastSequence;
        await Durable(_recorder.AppendDueAsync());
        if (Engine.LastSequence > known)
        {
            _bell.Ring();
        }
    }

    /// <summary>Ends with the work; when it fails, this activation is of no use any more.</summary>
    private async Task Durable(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception exception)
        {
            throw GiveUp(exception);
        }
    }

    private IOException GiveUp(Exception exception)
    {
        LogCommitFailed(logger, exception, Id);
        // Orleans lets running requests end before it deactivates, and a watch ends only when it is told to.
        _feed.Close();
        DeactivateOnIdle();
        // What EF says of a database that is away is "see the inner exception".
        var seen = exception is SequenceConflictException ? exception : exception.GetBaseException();
        return new IOException($"The log of sweep {Id} could not be written: {seen.Message} Call again.");
    }

    private void StartTicking()
    {
        if (_tick is null && !IsIdle)
        {
            var interval = options.Value.TickInterval;
            _tick = this.RegisterGrainTimer(
                Tick, new GrainTimerCreationOptions(interval, interval) { KeepAlive = true, Interleave = true });
        }
    }

    private async Task Tick(CancellationToken cancellationToken)
    {
        using var scope = logger.About(Id);
        foreach (var running in Engine.Running.ToArray())
        {
            // It may have ended while the end of another one was committed.
            if (Engine.IsCurrent(running.Trial, running.Attempt) && _losses.LossOf(running, Engine.Spec.Retries.ProgressTimeout) is { } reason)
            {
                await Abandon(running, reason);
            }
        }

        await CarryOutDue();
        _fit ??= new FitWatch(Id, GrainFactory, time, logger);
        _fit.Look(Engine);
        if (IsIdle)
        {
            _tick?.Dispose();
            _tick = null;
        }
    }

    private async Task AdoptRunningAttempts()
    {
        foreach (var running in Engine.Running.ToArray())
        {
            if (_losses.LossAtActivation(running) is { } reason)
            {
                await Abandon(running, reason);
            }
            else
            {
                _leases.Renew(running.Trial, running.Attempt);
            }
        }

        await CarryOutDue();
    }

    private Task Abandon(RunningAttempt running, AbandonReason reason)
    {
        using var scope = logger.About(new AttemptId(new TrialId(Id, running.Trial), running.Attempt));
        LogAbandoned(logger, Id, running.Trial, running.Attempt, running.Slot, reason);
        _leases.Remove(running.Trial, running.Attempt);
        return Append(new AttemptEnded(running.Trial, running.Attempt, AttemptOutcome.Abandoned(reason)));
    }
}
