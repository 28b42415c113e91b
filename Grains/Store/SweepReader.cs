using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Dispatch;

namespace SweepCluster.Grains.Store;

/// <summary>Answers questions about sweeps from the store, whether or not a silo is running them.</summary>
public sealed class SweepReader
{
    private readonly IDbContextFactory<SweepDbContext> _contexts;
    private readonly IEventStore _events;

    internal SweepReader(IDbContextFactory<SweepDbContext> contexts, IEventStore events)
    {
        _contexts = contexts;
        _events = events;
    }

    /// <summary>All sweeps, newest first.</summary>
    public async Task<ImmutableArray<SweepHeadline>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Sweeps.AsNoTracking()
            .OrderByDescending(row => row.SubmittedAt).ThenByDescending(row => row.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(Headline)];
    }

    /// <summary>One sweep as its log tells; null when there is none of that id.</summary>
    public async Task<SweepSnapshot?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await SweepReplay.LoadAsync(_events, id, cancellationToken))?.Snapshot(id);

    /// <summary>The trials of a sweep by number, as its log tells; empty when there is no sweep of that id.</summary>
    public async Task<ImmutableArray<TrialSnapshot>> TrialsAsync(string id, CancellationToken cancellationToken) =>
        (await SweepReplay.LoadAsync(_events, id, cancellationToken))?.TrialSnapshots() ?? [];

    /// <summary>The ids of the sweeps that run, or whose attempts do.</summary>
    internal async Task<ImmutableArray<string>> UnderWayAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var ids = await context.Sweeps.AsNoTracking()
            .Where(row => row.Status == SweepStatus.Running || row.Running > 0).Select(row => row.Id).ToListAsync(cancellationToken);
        return [.. ids];
    }

    /// <summary>What the running sweeps that can use such a slot want.</summary>
    internal async Task<ImmutableArray<SweepDemand>> DemandAsync(SlotOffer offer, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Sweeps.AsNoTracking()
            .Where(row => row.Status == SweepStatus.Running).ToListAsync(cancellationToken);
        return
        [
            .. from row in rows
               where Fits(row, offer)
               let snapshot = SnapshotOf(row)
               select new SweepDemand(
                   row.Id, row.Priority, row.Weight, row.SubmittedAt, row.Running, snapshot.Room, snapshot.Attempts, snapshot.StepSeconds),
        ];
    }

    private static bool Fits(SweepRow row, SlotOffer offer)
    {
        var wanted = SnapshotOf(row).Spec.Resources.Device;
        return wanted == DeviceKind.Any || wanted == offer.Device;
    }

    private static SweepSnapshot SnapshotOf(SweepRow row) => JsonSerializer.Deserialize<SweepSnapshot>(row.Snapshot, SweepJson.Options)!;

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
