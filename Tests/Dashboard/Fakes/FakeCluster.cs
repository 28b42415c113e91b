using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Tests.Fakes;

/// <summary>A catalog and the sweeps in it, and who has keys.</summary>
internal sealed class FakeCluster : ISweepCatalogGrain, IClusterGrain, IDispatcherGrain, ITrialGrain, IAccessGrain
{
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FakeCluster(params FakeSweepGrain[] sweeps)
    {
        Headlines = [.. sweeps.Select(sweep => sweep.Headline)];
        Grains = GrainProxy.Create((type, key) => type.IsInstanceOfType(this)
            ? this
            : sweeps.SingleOrDefault(sweep => sweep.Id.Equals(key)) ?? FakeSweepGrain.Unknown());
    }

    public IGrainFactory Grains { get; }

    public ImmutableArray<SweepHeadline> Headlines { get; set => Change(ref field, value); }

    /// <summary>What questions and watches are answered with; null when they are answered.</summary>
    public Exception? Failure { get; set => Change(ref field, value); }

    /// <summary>How many watch the list at the moment.</summary>
    public int ListWatchers { get; private set; }

    public Task<ImmutableArray<SweepHeadline>> List()
    {
        return Failure is { } failure ? Task.FromException<ImmutableArray<SweepHeadline>>(failure) : Task.FromResult(Headlines);
    }

    public async IAsyncEnumerable<ImmutableArray<SweepHeadline>> WatchList([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListWatchers++;
        try
        {
            await foreach (var list in Watch(() => Headlines, cancellationToken))
            {
                yield return list;
            }
        }
        finally
        {
            ListWatchers--;
        }
    }

    public IAsyncEnumerable<ImmutableArray<SiloView>> WatchSilos(CancellationToken cancellationToken = default) => Watch(() => Silos, cancellationToken);

    public Task NoteChange() => throw new NotSupportedException();

    private async IAsyncEnumerable<T> Watch<T>(Func<T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _changed.Task;
            if (Failure is { } failure)
            {
                throw failure;
            }

            yield return read();
            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Change<T>(ref T field, T value)
    {
        field = value;
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    /// <summary>What was submitted; it is answered as the first sweep of the cluster.</summary>
    public List<(SweepSpec Spec, string? RequestId)> Submitted { get; } = [];

    public ImmutableArray<SiloView> Silos { get; set => Change(ref field, value); } = [];

    public ImmutableArray<QueuedSweep> Queue { get; set => Change(ref field, value); } = [];

    /// <summary>What every trial is doing.</summary>
    public TrialProgress? Progress { get; set; }

    public Task<string> Submit(SweepSpec spec, string? requestId = null)
    {
        Submitted.Add((spec, requestId));
        return Task.FromResult(Headlines[0].Id);
    }

    public List<ApiKey> Keys { get; } = [];

    /// <summary>Makes a key that is good and answers its secret.</summary>
    public string Key(AccessRole role)
    {
        var secret = KeySecret.Draw();
        Keys.Add(secret.Key($"{role}", role, Samples.Start));
        return secret.Text;
    }

    public Task<ImmutableArray<ApiKey>> ListKeys() =>
        Failure is { } failure ? Task.FromException<ImmutableArray<ApiKey>>(failure) : Task.FromResult<ImmutableArray<ApiKey>>([.. Keys]);

    public Task AddKey(ApiKey key)
    {
        Keys.Add(key);
        return Task.CompletedTask;
    }

    public Task<bool> RevokeKey(string id)
    {
        var place = Keys.FindIndex(key => key.Id == id);
        Keys[place] = Keys[place] with { RevokedAt = Samples.Start };
        return Task.FromResult(true);
    }

    public Task<SiloOrder> Heartbeat(SiloView silo) => throw new NotSupportedException();

    public Task Order(string silo, SiloOrder order)
    {
        Silos = Silos.Any(view => view.Name == silo)
            ? [.. Silos.Select(view => view.Name == silo ? view with { IsDraining = order == SiloOrder.Drain } : view)]
            : throw new KeyNotFoundException($"There is no silo {silo}.");
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<SiloView>> GetSilos() => Task.FromResult(Silos);

    public Task<ImmutableArray<QueuedSweep>> GetQueue(DeviceKind device) => Task.FromResult(Queue);

    public Task<TrialProgress?> GetProgress() => Task.FromResult(Progress);

    public Task<ImmutableArray<string>> Advise(SlotOffer offer) => throw new NotSupportedException();

    public Task<bool> ShouldYield(SlotOffer offer, string sweep) => throw new NotSupportedException();

    public Task<bool> Begin(Lease lease) => throw new NotSupportedException();

    public Task<DirectiveReply> Report(AttemptReport report) => throw new NotSupportedException();

    public Task<DirectiveReply> SaveCheckpoint(AttemptId attempt, CheckpointRef checkpoint) => throw new NotSupportedException();

    public Task<DirectiveReply> Renew(AttemptId attempt, TrialProgress progress) => throw new NotSupportedException();

    public Task<bool> End(Lease lease, AttemptOutcome outcome) => throw new NotSupportedException();
}
