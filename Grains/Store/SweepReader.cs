using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Dispatch;

namespace SweepCluster.Grains.Store;

/// <summary>Answers questions about sweeps from the store, whether or not a silo is running them.</summary>
public sealed class SweepReader
{
    private readonly IDbContextFactory<SweepDbContext> _contexts;
    private readonly SweepReplay _replay;

    internal SweepReader(IDbContextFactory<SweepDbContext> contexts, SweepReplay replay)
    {
        _contexts = contexts;
        _replay = replay;
    }

    /// <summary>All sweeps, newest first.</summary>
    public Task<ImmutableArray<SweepHeadline>> ListAsync(CancellationToken cancellationToken) =>
        ReadListAsync(cancellationToken).TranslatedAsync();

    private async Task<ImmutableArray<SweepHeadline>> ReadListAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Sweeps.AsNoTracking()
            .OrderByDescending(row => row.SubmittedAt).ThenByDescending(row => row.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(Headline)];
    }

    /// <summary>One sweep as its log tells; null when there is none of that id.</summary>
    public async Task<SweepSnapshot?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await _replay.LoadAsync(id, cancellationToken))?.Engine.Snapshot(id);

    /// <summary>The trials of a sweep by number, as its log tells; empty when there is no sweep of that id.</summary>
    public async Task<ImmutableArray<TrialSnapshot>> TrialsAsync(string id, CancellationToken cancellationToken) =>
        (await _replay.LoadAsync(id, cancellationToken))?.Engine.TrialSnapshots() ?? [];

    /// <summary>The ids of the sweeps that were deleted.</summary>
    internal Task<ImmutableArray<string>> DeletedAsync(CancellationToken cancellationToken) =>
        ReadDeletedAsync(cancellationToken).TranslatedAsync();

    private async Task<ImmutableArray<string>> ReadDeletedAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return [.. await context.DeletedSweeps.AsNoTracking().Select(row => row.Id).ToListAsync(cancellationToken)];
    }

    /// <summary>The ids of the sweeps that run, or whose attempts do.</summary>
    internal Task<ImmutableArray<string>> UnderWayAsync(CancellationToken cancellationToken) =>
        ReadUnderWayAsync(cancellationToken).TranslatedAsync();

    private async Task<ImmutableArray<string>> ReadUnderWayAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var ids = await context.Sweeps.AsNoTracking()
            .Where(row => row.Status == SweepStatus.Running || row.Running > 0).Select(row => row.Id).ToListAsync(cancellationToken);
        return [.. ids];
    }

    /// <summary>The running sweeps by id. Only those that have changed are read as a whole.</summary>
    /// <param name="known">What an earlier look has found.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal Task<IReadOnlyDictionary<string, RunnableSweep>> RunnableAsync(
        IReadOnlyDictionary<string, RunnableSweep> known, CancellationToken cancellationToken) =>
        ReadRunnableAsync(known, cancellationToken).TranslatedAsync();

    private async Task<IReadOnlyDictionary<string, RunnableSweep>> ReadRunnableAsync(
        IReadOnlyDictionary<string, RunnableSweep> known, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var running = context.Sweeps.AsNoTracking().Where(row => row.Status == SweepStatus.Running);
        var sequences = await running.Select(row => new { row.Id, row.Sequence }).ToListAsync(cancellationToken);
        var changed = sequences.Where(row => known.GetValueOrDefault(row.Id)?.Sequence != row.Sequence).Select(row => row.Id).ToList();
        var read = changed.Count > 0
            ? await running.Where(row => changed.Contains(row.Id)).ToDictionaryAsync(row => row.Id, Runnable, cancellationToken)
            : [];
        return sequences.Select(row => row.Id).Where(id => read.ContainsKey(id) || !changed.Contains(id))
            .ToDictionary(id => id, id => read.GetValueOrDefault(id) ?? known[id]);
    }

    private static RunnableSweep Runnable(SweepRow row)
    {
        var snapshot = JsonSerializer.Deserialize<SweepSnapshot>(row.Snapshot, SweepJson.Options)!;
        return new RunnableSweep(
            row.Sequence,
            snapshot.Spec.Resources.Device,
            new SweepDemand(
                row.Id, row.Priority, row.Weight, row.SubmittedAt, row.Running, snapshot.Room, snapshot.Attempts, snapshot.StepSeconds)
            {
                Memory = snapshot.Spec.Resources.Memory,
            },
            snapshot.Spec.Task is ExternalTask);
    }

    private static SweepHeadline Headline(SweepRow row) => new(
        row.Id,
        row.Name,
        row.Status,
        new DateTimeOffset(row.SubmittedAt, TimeSpan.Zero),
        row.Trials,
        row.Finished,
        row.BestValue,
        row.SpecHash);
}
