using System.Collections.Immutable;
using Orleans.Concurrency;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Grains;

/// <summary>
/// The coordinator of one sweep; its key is the sweep's id. Every answer to a call that changes something comes after the change is
/// committed to the event log. All methods may be repeated: a repeated call has the effect of one.
/// </summary>
[Alias("sweep")]
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>
    /// Starts the sweep. The same spec again is accepted and changes nothing. False when the id belongs to a sweep with another spec.
    /// </summary>
    /// <param name="spec">What is asked for; its seed is set.</param>
    /// <param name="specHash">The SHA-256 of the spec before a seed was drawn.</param>
    /// <param name="requestId">By what the client recognises its request; a sweep of another request is another sweep. Null for nothing.</param>
    /// <exception cref="InvalidOperationException">The seed is missing.</exception>
    [Alias("submit"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<bool> Submit(SweepSpec spec, string specHash, string? requestId = null);

    /// <summary>Asks for work on behalf of a free slot. A trial to resume or retry comes before a new one.</summary>
    [Alias("lease"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<LeaseReply> AcquireLease(SlotOffer offer);

    /// <summary>Records a report, judges the trial, and answers what the attempt should do. Counts as a renewal of the lease.</summary>
    [Alias("report"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<DirectiveReply> Report(AttemptReport report);

    /// <summary>Records a checkpoint that was written between reports. Counts as a renewal of the lease.</summary>
    [Alias("checkpoint"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<DirectiveReply> SaveCheckpoint(AttemptId attempt, CheckpointRef checkpoint);

    /// <summary>Renews the lease of a running attempt and answers what the attempt should do.</summary>
    [Alias("renew"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<DirectiveReply> Renew(AttemptId attempt);

    /// <summary>Records how an attempt ended. False when the attempt is not the trial's current one: its end is known already, or nobody
    /// wants to know it.</summary>
    [Alias("end"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<bool> EndAttempt(AttemptId attempt, AttemptOutcome outcome);

    /// <summary>Stops starting attempts; running ones stop at a checkpoint. No effect on a sweep that is paused or over.</summary>
    [Alias("pause"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Pause();

    /// <summary>Goes on after <see cref="Pause"/>. No effect on a sweep that runs or is over.</summary>
    [Alias("resume"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Resume();

    /// <summary>Stops all attempts and ends the sweep. No effect on a sweep that is over.</summary>
    [Alias("cancel"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Cancel();

    /// <summary>Changes the sweep's limits or its share of the slots. No effect on a sweep that is over.</summary>
    /// <exception cref="ArgumentException">The change is not allowed; nothing was changed.</exception>
    [Alias("change"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Change(SweepChange change);

    /// <summary>
    /// Stops a trial: its attempt ends after its current step. The trial counts as pruned if it has reported, else as canceled. No effect on
    /// a trial that is over.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such trial.</exception>
    [Alias("stop-trial"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task StopTrial(int trial);

    /// <summary>
    /// Gives a failed trial all its retries again, so that it is tried from its last checkpoint. No effect on a trial that is not over.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such trial.</exception>
    /// <exception cref="InvalidOperationException">The trial has a result or was stopped, or the sweep is over.</exception>
    [Alias("retry-trial"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task RetryTrial(int trial);

    /// <summary>Remembers a note on a trial, and whether it is pinned; also of a sweep that is over.</summary>
    /// <exception cref="KeyNotFoundException">There is no such trial.</exception>
    /// <exception cref="ArgumentException">The note is too long or has control characters; nothing was changed.</exception>
    [Alias("note-trial"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task NoteTrial(int trial, TrialNote note);

    /// <summary>
    /// Takes in results that were found elsewhere: each becomes a completed trial, which the sampler learns from. A parameter set that was
    /// imported before is left out. Answers how many trials were added.
    /// </summary>
    /// <exception cref="ArgumentException">A parameter set is not one of the search space, or metrics lack an objective; nothing was added.</exception>
    /// <exception cref="InvalidOperationException">The sweep is over, or run_cap leaves no room for all; nothing was added.</exception>
    [Alias("import"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task<int> Import(ImmutableArray<FinishedTrial> trials);

    /// <summary>
    /// Deletes the sweep that is over: its log, its trials and its checkpoints. Its id is not given to another one. No effect when it is gone.
    /// </summary>
    /// <exception cref="InvalidOperationException">The sweep is not over.</exception>
    [Alias("delete"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task Delete();

    /// <summary>
    /// Does nothing but bring the sweep to life where no activation is: leases and limits are looked at by activations alone.
    /// </summary>
    [Alias("wake"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Wake();

    /// <summary>The sweep as it is now.</summary>
    /// <exception cref="KeyNotFoundException">No sweep of this id was ever submitted.</exception>
    [Alias("snapshot"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<SweepSnapshot> GetSnapshot();

    /// <summary>All trials as they are now, by number.</summary>
    /// <exception cref="KeyNotFoundException">No sweep of this id was ever submitted.</exception>
    [Alias("trials"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<TrialSnapshot>> GetTrials();

    /// <summary>One trial as it is now.</summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep or trial.</exception>
    [Alias("trial"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<TrialSnapshot> GetTrial(int trial);

    /// <summary>
    /// How much each parameter matters to the first objective, worked out beside the sweep's work from the trials as they are now; while that
    /// takes, those who ask meanwhile get the same answer.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="InvalidOperationException">Too few trials have a result yet, or no parameter can differ.</exception>
    [Alias("importance"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ImportanceReport> GetImportance(ImportanceMethod method);

    /// <summary>The committed events that name a trial, in order: its suggestion, attempts, reports, checkpoints and ends.</summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep or trial.</exception>
    [Alias("trial-events"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task<ImmutableArray<SweepEvent>> GetTrialEvents(int trial);

    /// <summary>
    /// The committed events from a sequence number on, first the stored ones, then each new one; ends when the sweep is over and all is told.
    /// </summary>
    /// <param name="fromSequence">The first sequence number wanted; 1 for all.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    [Alias("watch"), AlwaysInterleave]
    IAsyncEnumerable<SweepEvent> Watch(long fromSequence, CancellationToken cancellationToken = default);
}
