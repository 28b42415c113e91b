using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Telemetry;
using SweepCluster.Grains.Telemetry;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Sweeps;

/// <summary>Answers a slot that asks one sweep for work: with the lease that it holds already, a new one, or a refusal.</summary>
/// <param name="sweep">The sweep's id.</param>
/// <param name="engine">The sweep's engine.</param>
/// <param name="leases">When leases end.</param>
/// <param name="time">Says what time it is.</param>
/// <param name="append">Folds and queues events at once; the task ends when they are durable.</param>
/// <param name="flush">Ends when all that was queued so far is durable.</param>
/// <param name="newLease">Names a lease.</param>
/// <param name="elsewhere">Does costly work away from the grain's scheduler, which goes on with its messages; the task ends when it is done.</param>
/// <param name="suggested">Told of each suggestion and how long it took.</param>
/// <param name="logger">Takes what people want to know of.</param>
internal sealed partial class LeaseGranter(
    string sweep,
    SweepEngine engine,
    LeaseLedger leases,
    TimeProvider time,
    Func<SweepEvent[], Task> append,
    Func<Task> flush,
    Func<Guid> newLease,
    Func<Action, Task> elsewhere,
    Action<TrialSuggested, TimeSpan> suggested,
    ILogger logger)
{
    /// <summary>Less than callers wait for an answer.</summary>
    private static readonly TimeSpan MostPreparation = TimeSpan.FromSeconds(4);

    /// <summary>Answers when what the answer rests on is durable.</summary>
    /// <param name="offer">The slot.</param>
    /// <param name="hasOtherSilo">True when a trial that failed on the slot's silo could run on another one.</param>
    public async Task<LeaseReply> AcquireAsync(SlotOffer offer, bool hasOtherSilo)
    {
        if (engine.Spec.Task is ExternalTask != offer.IsOutside)
        {
            return new LeaseRefused(offer.IsOutside
                ? "its trials run in the cluster's slots; only a sweep whose task is external can be asked"
                : "its trials run outside the cluster");
        }

        if (!offer.IsOutside && engine.Spec.Resources.ObstacleOn(offer.Device, offer.Memory) is { } obstacle)
        {
            return new LeaseRefused(obstacle);
        }

        // What is suggested next is found out by asking whether there is anything left.
        var (askedAt, asked) = (time.GetUtcNow(), time.GetTimestamp());
        var silo = hasOtherSilo && !offer.IsOutside ? offer.SiloAddress : null;
        while (engine.Preparation(time.GetUtcNow(), silo) is { } preparation)
        {
            // When messages changed meanwhile what is known, there is more to prepare.
            await elsewhere(preparation);
        }

        if (time.GetElapsedTime(asked) > MostPreparation)
        {
            // Who asked waits no longer, and would not know of a lease.
            return new LeaseRefused("finding out what to try next took long; ask again");
        }

        if (engine.RunningOn(offer.Slot, offer.SiloAddress) is { } lost)
        {
            // A slot that asks has nothing to do, so the answer that granted this lease never arrived.
            leases.Renew(lost.Trial, lost.Attempt);
            await flush();
            return new LeaseGranted(LeaseFor(lost));
        }

        return engine.NextWork(askedAt, silo) switch
        {
            ResumeTrial work => await GrantAsync(offer, work.Trial, askedAt),
            StartTrial work => await GrantAsync(offer, work.Trial, askedAt),
            SuggestTrial => await GrantNewAsync(offer, askedAt, asked),
            NoWork work => new LeaseRefused(work.Reason),
            var work => throw new InvalidOperationException($"Unknown kind of work {work.GetType().Name}."),
        };
    }

    private async Task<LeaseReply> GrantNewAsync(SlotOffer offer, DateTimeOffset askedAt, long asked)
    {
        var suggestion = engine.Suggest();
        if (suggestion is null)
        {
            return new LeaseRefused(engine.NothingToTry() ?? "the search space is exhausted");
        }

        suggested(suggestion, time.GetElapsedTime(asked));
        if (suggestion.Rejected is { } rejected)
        {
            LogRejected(logger, sweep, suggestion.Trial, rejected.Count, rejected.Latest);
        }

        return await GrantAsync(offer, suggestion.Trial, askedAt, suggestion);
    }

    private async Task<LeaseReply> GrantAsync(SlotOffer offer, int trial, DateTimeOffset askedAt, TrialSuggested? suggestion = null)
    {
        var attempt = suggestion is null ? engine.NextAttempt(trial) : 1;
        var fromStep = suggestion is null ? engine.CheckpointOf(trial)?.Step ?? 0 : 0;
        var id = new AttemptId(new TrialId(sweep, trial), attempt);
        using var scope = logger.About(id);
        using var span = LeaseSpan.Begin(id, engine.Submitted.TraceParent, askedAt, suggestion is null ? null : time.GetUtcNow());
        var started = new AttemptStarted(trial, attempt, offer.Slot, offer.SiloAddress, newLease(), fromStep);
        var committed = append(suggestion is null ? [started] : [suggestion, started]);
        leases.Renew(trial, attempt);
        var lease = LeaseFor(engine.RunningOf(trial)!) with { TraceParent = span?.Id };
        await committed;
        LogGranted(logger, lease.Attempt, offer.Slot);
        return new LeaseGranted(lease);
    }

    private Lease LeaseFor(RunningAttempt running) => new(
        new AttemptId(new TrialId(sweep, running.Trial), running.Attempt),
        running.LeaseId,
        running.Slot,
        running.SiloAddress == SlotOffer.Outside ? engine.Spec.Retries.ProgressTimeout : leases.Duration,
        engine.Spec.Task,
        engine.ParametersOf(running.Trial),
        engine.TrainingSeed(running.Trial),
        engine.MaxStep,
        engine.CheckpointOf(running.Trial),
        engine.Spec.Retries)
    {
        Objectives = engine.Spec.Objectives,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} was leased to {Slot}")]
    private static partial void LogGranted(ILogger logger, AttemptId attempt, SlotId slot);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Before trial {Sweep}/{Trial} {Rejected} parameter sets were rejected, the last for {Reason}")]
    private static partial void LogRejected(ILogger logger, string sweep, int trial, long rejected, string reason);
}
