using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Access;

namespace SweepCluster.Dashboard.Live;

/// <summary>A sweep for those who may look at it and change nothing.</summary>
/// <param name="sweep">The sweep itself.</param>
internal sealed class ReadOnlySweep(ISweepGrain sweep) : ISweepGrain
{
    /// <inheritdoc/>
    public Task<SweepSnapshot> GetSnapshot() => sweep.GetSnapshot();

    /// <inheritdoc/>
    public Task<ImmutableArray<TrialSnapshot>> GetTrials() => sweep.GetTrials();

    /// <inheritdoc/>
    public Task<TrialSnapshot> GetTrial(int trial) => sweep.GetTrial(trial);

    /// <inheritdoc/>
    public Task<ImportanceReport> GetImportance(ImportanceMethod method) => sweep.GetImportance(method);

    /// <inheritdoc/>
    public Task<ImmutableArray<SweepEvent>> GetTrialEvents(int trial) => sweep.GetTrialEvents(trial);

    /// <inheritdoc/>
    public IAsyncEnumerable<SweepEvent> Watch(long fromSequence, CancellationToken cancellationToken = default) =>
        sweep.Watch(fromSequence, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> Submit(SweepSpec spec, string specHash, string? requestId = null) => Refuse<bool>();

    /// <inheritdoc/>
    public Task<LeaseReply> AcquireLease(SlotOffer offer) => Refuse<LeaseReply>();

    /// <inheritdoc/>
    public Task<DirectiveReply> Report(AttemptReport report) => Refuse<DirectiveReply>();

    /// <inheritdoc/>
    public Task<DirectiveReply> SaveCheckpoint(AttemptId attempt, CheckpointRef checkpoint) => Refuse<DirectiveReply>();

    /// <inheritdoc/>
    public Task<DirectiveReply> Renew(AttemptId attempt) => Refuse<DirectiveReply>();

    /// <inheritdoc/>
    public Task<bool> EndAttempt(AttemptId attempt, AttemptOutcome outcome) => Refuse<bool>();

    /// <inheritdoc/>
    public Task Pause() => Refuse<bool>();

    /// <inheritdoc/>
    public Task Resume() => Refuse<bool>();

    /// <inheritdoc/>
    public Task Cancel() => Refuse<bool>();

    /// <inheritdoc/>
    public Task Change(SweepChange change) => Refuse<bool>();

    /// <inheritdoc/>
    public Task StopTrial(int trial) => Refuse<bool>();

    /// <inheritdoc/>
    public Task RetryTrial(int trial) => Refuse<bool>();

    /// <inheritdoc/>
    public Task NoteTrial(int trial, TrialNote note) => Refuse<bool>();

    /// <inheritdoc/>
    public Task<int> Import(ImmutableArray<FinishedTrial> trials) => Refuse<int>();

    /// <inheritdoc/>
    public Task Delete() => Refuse<bool>();

    /// <inheritdoc/>
    public Task Wake() => Refuse<bool>();

    private static Task<T> Refuse<T>() => Task.FromException<T>(Caller.Refusal());
}
