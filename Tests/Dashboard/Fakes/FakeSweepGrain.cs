using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Tests.Fakes;

/// <summary>A sweep that stands as the test says; what happens to it is told to those who watch.</summary>
internal sealed class FakeSweepGrain(SweepSnapshot snapshot, ImmutableArray<TrialSnapshot> trials) : ISweepGrain
{
    private Channel<SweepEvent> _events = Channel.CreateUnbounded<SweepEvent>();

    public string Id => Snapshot.Id;

    public SweepHeadline Headline => new(
        Id,
        Snapshot.Spec.Name,
        Snapshot.Status,
        Snapshot.SubmittedAt,
        Trials.Length,
        Trials.Count(trial => trial.Status.IsFinal()),
        0.8912,
        "");

    public SweepSnapshot Snapshot { get; private set; } = snapshot;

    public ImmutableArray<TrialSnapshot> Trials { get; private set; } = trials;

    public Exception? Failure { get; set; }

    /// <summary>What commands are answered with; null when they are obeyed.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>What buttons told the sweep.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>The sequence number of each call of <see cref="Watch"/>.</summary>
    public List<long> WatchedFrom { get; } = [];

    public int Watchers { get; private set; }

    public static FakeSweepGrain Unknown() => new(Samples.Sweep, []) { Failure = new KeyNotFoundException("No such sweep.") };

    public void Change(SweepSnapshot? snapshot = null, ImmutableArray<TrialSnapshot>? trials = null)
    {
        Snapshot = (snapshot ?? Snapshot) with { Sequence = Snapshot.Sequence + 1 };
        Trials = trials ?? Trials;
        _events.Writer.TryWrite(new SweepResumed { Sequence = Snapshot.Sequence });
    }

    /// <summary>Nothing runs; no event tells so.</summary>
    public void Wait(string? warning) => Snapshot = Snapshot with
    {
        Status = SweepStatus.Running,
        Trials = Snapshot.Trials with { Running = 0 },
        Warning = warning,
    };

    /// <summary>What happened so far, for those who watch from the first event on.</summary>
    public ImmutableArray<SweepEvent> Past { get; init; } = [];

    /// <summary>Something happens, and the trials are as the test says after it.</summary>
    public void Happen(SweepEvent e, ImmutableArray<TrialSnapshot>? trials = null)
    {
        Snapshot = Snapshot with { Sequence = Snapshot.Sequence + 1 };
        Trials = trials ?? Trials;
        _events.Writer.TryWrite(e with { Sequence = Snapshot.Sequence });
    }

    public void BreakEvents()
    {
        var broken = _events;
        _events = Channel.CreateUnbounded<SweepEvent>();
        broken.Writer.Complete(new TimeoutException("the silo is gone"));
    }

    public Task<SweepSnapshot> GetSnapshot() => Answer(Snapshot);

    public Task<ImmutableArray<TrialSnapshot>> GetTrials() => Answer(Trials);

    public async IAsyncEnumerable<SweepEvent> Watch(
        long fromSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        WatchedFrom.Add(fromSequence);
        Watchers++;
        try
        {
            foreach (var next in Past.Where(next => next.Sequence >= fromSequence))
            {
                yield return next;
            }

            await foreach (var next in _events.Reader.ReadAllAsync(cancellationToken))
            {
                yield return next;
            }
        }
        finally
        {
            Watchers--;
        }
    }

    public Task Pause() => Obey("pause", SweepStatus.Paused);

    public Task Resume() => Obey("resume", SweepStatus.Running);

    public Task Cancel() => Obey("cancel", SweepStatus.Canceled);

    public async Task StopTrial(int trial)
    {
        await Answer(0);
        Commands.Add($"stop {trial}");
        Happen(new TrialStopped(trial));
    }

    public Task RetryTrial(int trial) => Obey($"retry {trial}", Snapshot.Status);

    public async Task NoteTrial(int trial, TrialNote note)
    {
        var noted = await GetTrial(trial);
        noted = noted with { Note = note.Note ?? noted.Note, IsPinned = note.IsPinned ?? noted.IsPinned };
        Happen(new TrialNoted(trial, noted.Note ?? "", noted.IsPinned), Trials.SetItem(trial, noted));
    }

    public Task Delete() => Obey("delete", Snapshot.Status);

    public async Task<int> Import(ImmutableArray<FinishedTrial> trials)
    {
        await Answer(0);
        Imported.AddRange(trials);
        return trials.Length;
    }

    /// <summary>What was imported.</summary>
    public List<FinishedTrial> Imported { get; } = [];

    public Task<TrialSnapshot> GetTrial(int trial) => trial < Trials.Length
        ? Answer(Trials[trial])
        : Task.FromException<TrialSnapshot>(new KeyNotFoundException($"There is no trial {trial}; the sweep has {Trials.Length}, counted from 0."));

    public Task<bool> Submit(SweepSpec spec, string specHash, string? requestId = null) => throw new NotSupportedException();

    public async Task Change(SweepChange change)
    {
        await Answer(0);
        Commands.Add($"change {change.RunCap}");
        Change(Snapshot with { Spec = change.ApplyTo(Snapshot.Spec) });
    }

    /// <summary>Which parameters matter; null while too few trials have a result.</summary>
    public ImportanceReport? Importance { get; set; }

    public Task<ImportanceReport> GetImportance(ImportanceMethod method) => Importance is { } report
        ? Answer(report with { Method = method })
        : Task.FromException<ImportanceReport>(new InvalidOperationException("Only 3 trials have a result; importance needs at least 10."));

    public Task<ImmutableArray<SweepEvent>> GetTrialEvents(int trial) => throw new NotSupportedException();

    public Task Wake() => Task.CompletedTask;

    public Task<LeaseReply> AcquireLease(SlotOffer offer) => throw new NotSupportedException();

    public Task<DirectiveReply> Report(AttemptReport report) => throw new NotSupportedException();

    public Task<DirectiveReply> SaveCheckpoint(AttemptId attempt, CheckpointRef checkpoint) => throw new NotSupportedException();

    public Task<DirectiveReply> Renew(AttemptId attempt) => throw new NotSupportedException();

    public Task<bool> EndAttempt(AttemptId attempt, AttemptOutcome outcome) => throw new NotSupportedException();

    private Task<T> Answer<T>(T value) => Failure is { } failure ? Task.FromException<T>(failure) : Task.FromResult(value);

    private async Task Obey(string command, SweepStatus status)
    {
        await Answer(0);
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        Commands.Add(command);
        Change(Snapshot with { Status = status });
    }
}
