using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>A sweep whose events and snapshot the test sets.</summary>
internal sealed class FakeSweepGrain(SweepSnapshot snapshot) : ISweepGrain
{
    private readonly List<SweepEvent> _events = [];
    private Channel<SweepEvent> _feed = Channel.CreateUnbounded<SweepEvent>();

    public string Id => Snapshot.Id;

    public SweepSnapshot Snapshot { get; set; } = snapshot;

    public ImmutableArray<TrialSnapshot> Trials { get; set; } = [];

    public List<string> Calls { get; } = [];

    public Queue<Exception> Failures { get; } = [];

    /// <summary>What every new feed ends with at once; null for a feed that works.</summary>
    public Exception? FeedFailure { get; set; }

    public Action OnPause { get; set; } = () => { };

    public List<long> WatchedFrom { get; } = [];

    /// <summary>Appends an event to the log and sends it to who watches.</summary>
    public void Append(SweepEvent next, double seconds = 0)
    {
        var stamped = next with { Sequence = _events.Count + 1, Time = Samples.Start + TimeSpan.FromSeconds(seconds) };
        _events.Add(stamped);
        Snapshot = Snapshot with { Sequence = stamped.Sequence };
        _feed.Writer.TryWrite(stamped);
    }

    /// <summary>Ends the present feed with an error.</summary>
    public void BreakFeed(Exception cause)
    {
        var old = _feed;
        _feed = Channel.CreateUnbounded<SweepEvent>();
        old.Writer.Complete(cause);
    }

    public Task Pause() => Record("pause", () =>
    {
        Snapshot = Snapshot with { Status = SweepStatus.Paused };
        OnPause();
    });

    public Task Resume() => Record("resume", () => Snapshot = Snapshot with { Status = SweepStatus.Running });

    public Task Cancel() => Record("cancel", () => Snapshot = Snapshot with { IsStopping = true });

    public Task<SweepSnapshot> GetSnapshot() => Failures.TryDequeue(out var failure)
        ? Task.FromException<SweepSnapshot>(failure)
        : Task.FromResult(Snapshot);

    public Task<ImmutableArray<TrialSnapshot>> GetTrials() => Task.FromResult(Trials);

    public async IAsyncEnumerable<SweepEvent> Watch(long fromSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        WatchedFrom.Add(fromSequence);
        var feed = _feed;
        if (FeedFailure is { } failure)
        {
            throw failure;
        }

        var sent = fromSequence - 1;
        foreach (var stored in _events.Where(stored => stored.Sequence >= fromSequence).ToList())
        {
            sent = stored.Sequence;
            yield return stored;
        }

        await foreach (var next in feed.Reader.ReadAllAsync(cancellationToken))
        {
            if (next.Sequence > sent)
            {
                yield return next;
            }
        }
    }

    public Task<bool> Submit(SweepSpec spec, string specHash, string? requestId = null) => throw new NotSupportedException();

    public Task Change(SweepChange change) => throw new NotSupportedException();

    public Task StopTrial(int trial) => throw new NotSupportedException();

    public Task RetryTrial(int trial) =>
        trial >= Trials.Length ? Task.FromException(new KeyNotFoundException($"There is no trial {trial}."))
        : Trials[trial].Status != TrialStatus.Failed ? Task.FromException(new InvalidOperationException($"trial {trial} is completed"))
        : Record($"retry {trial}", () => { });

    public Task NoteTrial(int trial, TrialNote note) => throw new NotSupportedException();

    public List<FinishedTrial> Imported { get; } = [];

    public Task<int> Import(ImmutableArray<FinishedTrial> trials)
    {
        Imported.AddRange(trials);
        return Task.FromResult(trials.Length);
    }

    public Task Delete() => Record("delete", () => { });

    public Task<TrialSnapshot> GetTrial(int trial) => Task.FromResult(Trials[trial]);

    public Task<ImportanceReport> GetImportance(ImportanceMethod method) => throw new NotSupportedException();

    public Task<ImmutableArray<SweepEvent>> GetTrialEvents(int trial) => throw new NotSupportedException();

    public Task Wake() => Task.CompletedTask;

    public Task<LeaseReply> AcquireLease(SlotOffer offer) => throw new NotSupportedException();

    public Task<DirectiveReply> Report(AttemptReport report) => throw new NotSupportedException();

    public Task<DirectiveReply> SaveCheckpoint(AttemptId attempt, CheckpointRef checkpoint) => throw new NotSupportedException();

    public Task<DirectiveReply> Renew(AttemptId attempt) => throw new NotSupportedException();

    public Task<bool> EndAttempt(AttemptId attempt, AttemptOutcome outcome) => throw new NotSupportedException();

    private Task Record(string call, Action effect)
    {
        Calls.Add(call);
        effect();
        return Task.CompletedTask;
    }
}
