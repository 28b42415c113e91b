using Microsoft.Extensions.Logging.Abstractions;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Grains.Sweeps;
using SweepCluster.Search.Engine;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>
/// Plays the sweep grain: the same steps around the same engine, lease ledger and loss rule, with a commit that takes some milliseconds
/// of virtual time and may fail.
/// </summary>
internal sealed class SweepActivation
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    private readonly World _world;
    private readonly SweepLog _log;
    private readonly LeaseLedger _leases;
    private readonly LossRule _losses;
    private readonly GroupCommit _commits;
    private readonly LeaseGranter _granter;

    public SweepActivation(World world, SweepLog log)
    {
        _world = world;
        _log = log;
        _leases = new LeaseLedger(world.Time, Timings.Lease, Timings.LeaseGrace);
        _losses = new LossRule(world.Membership, _leases);
        _commits = new GroupCommit(world, log, this);
        _granter = new LeaseGranter(log.Id, Engine, _leases, world.Time, Append, Flush, world.NewId, DoAtOnce, (_, _) => { }, NullLogger.Instance);
        foreach (var e in log.Events)
        {
            Engine.Apply(e);
        }
    }

    public SweepEngine Engine { get; } = new();

    /// <summary>True when the activation was lost or threw itself away: what it has not committed is forgotten.</summary>
    public bool IsGone { get; private set; }

    private DateTimeOffset Now => _world.Time.GetUtcNow();

    /// <summary>Virtual time stands still meanwhile, and one thread does everything.</summary>
    private static Task DoAtOnce(Action work)
    {
        work();
        return Task.CompletedTask;
    }

    /// <summary>Takes over running attempts and begins to look at leases.</summary>
    public void Start()
    {
        foreach (var running in Engine.Running.ToArray())
        {
            if (_losses.LossAtActivation(running) is { } reason)
            {
                Abandon(running, reason);
            }
            else
            {
                _leases.Renew(running.Trial, running.Attempt);
            }
        }

        CarryOutDue();
        TickLater();
    }

    public void Leave()
    {
        IsGone = true;
        _world.Left(_log.Id, this);
    }

    public Task<LeaseReply> AcquireLease(SlotOffer offer) => _granter.AcquireAsync(offer, hasOtherSilo: false);

    public async Task<DirectiveReply> Report(AttemptReport report)
    {
        if (Current(report.Attempt) is not { } attempt)
        {
            return Stale();
        }

        var trial = attempt.Trial.Number;
        Renew(attempt);
        if (Engine.HasReported(trial, attempt.Number, report.Step))
        {
            await Flush();
            return Engine.Wanted(trial, attempt.Number, Now);
        }

        var judgement = Engine.Judge(trial, report.Step, report.Metrics);
        var reported = new AttemptReported(trial, attempt.Number, report.Step, report.Metrics, report.StepSeconds, judgement);
        await (report.Checkpoint is { } checkpoint && checkpoint != Engine.CheckpointOf(trial)
            ? Append(new CheckpointSaved(trial, attempt.Number, checkpoint), reported)
            : Append(reported));
        return Engine.Wanted(trial, attempt.Number, Now);
    }

    public async Task<DirectiveReply> SaveCheckpoint(AttemptId sender, CheckpointRef checkpoint)
    {
        if (Current(sender) is not { } attempt)
        {
            return Stale();
        }

        var trial = attempt.Trial.Number;
        Renew(attempt);
        await (Engine.CheckpointOf(trial) == checkpoint
            ? Flush()
            : Append(new CheckpointSaved(trial, attempt.Number, checkpoint)));
        return Engine.Wanted(trial, attempt.Number, Now);
    }

    public async Task<DirectiveReply> Renew(AttemptId sender, bool _)
    {
        if (Current(sender) is not { } attempt)
        {
            return Stale();
        }

        Renew(attempt);
        await Flush();
        return Engine.Wanted(attempt.Trial.Number, attempt.Number, Now);
    }

    public async Task<bool> EndAttempt(AttemptId sender, AttemptOutcome outcome)
    {
        if (Current(sender) is not { } attempt)
        {
            Stale();
            await Flush();
            return false;
        }

        _leases.Remove(attempt.Trial.Number, attempt.Number);
        await Append(new AttemptEnded(attempt.Trial.Number, attempt.Number, outcome));
        return true;
    }

    public Task Pause() => Engine.Status == SweepStatus.Running && !Engine.IsStopping ? Append(new SweepPaused()) : Flush();

    public Task Resume() => Engine.Status == SweepStatus.Paused && !Engine.IsStopping ? Append(new SweepResumed()) : Flush();

    public Task Cancel() => Engine.Status.IsFinal() || Engine.IsStopping ? Flush() : Append(new SweepCanceled());

    /// <summary>The sender when its attempt is the current one; null when it is superseded.</summary>
    private AttemptId? Current(AttemptId sender)
    {
        var attempt = _world.Plan.Planted == Planted.NoFencing
            ? sender with { Number = Engine.TrialSnapshot(sender.Trial.Number).Attempt }
            : sender;
        return Engine.IsCurrent(attempt.Trial.Number, attempt.Number) ? attempt : null;
    }

    private DirectiveReply Stale()
    {
        _world.Journal.FencedCount++;
        return new DirectiveReply(Directive.Stale);
    }

    private void Renew(AttemptId attempt)
    {
        if (_world.Plan.Planted != Planted.NoRenewal)
        {
            _leases.Renew(attempt);
        }
    }

    private Task Append(params SweepEvent[] events) => _commits.Append(events);

    private Task Flush() => _commits.Flush();

    private void Tick()
    {
        if (IsGone || Engine.Status.IsFinal())
        {
            return;
        }

        foreach (var running in Engine.Running.ToArray())
        {
            if (_world.Plan.Planted != Planted.NoExpiry && _losses.LossOf(running, Timings.Lease) is { } reason)
            {
                Abandon(running, reason);
            }
        }

        CarryOutDue();
        TickLater();
    }

    private void TickLater() => _world.Time.After(TickInterval, Tick);

    private void CarryOutDue()
    {
        if (Engine.IsSubmitted && Engine.Due(Now).OfType<FinishSweep>().FirstOrDefault() is { } finish)
        {
            _world.WatchLoosely(Append(new SweepFinished(finish.Status, finish.Reason)));
        }
    }

    private void Abandon(RunningAttempt running, AbandonReason reason)
    {
        _leases.Remove(running.Trial, running.Attempt);
        _world.WatchLoosely(Append(new AttemptEnded(running.Trial, running.Attempt, AttemptOutcome.Abandoned(reason))));
    }
}
