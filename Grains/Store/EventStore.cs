using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Grains.Store;

/// <summary>The event store on EF Core.</summary>
internal sealed class EventStore(IDbContextFactory<SweepDbContext> contexts) : IEventStore
{
    private const int SqliteConstraint = 19;

    public async Task AppendAsync(IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            Stage(context, requests);
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (Exception exception) when (IsDuplicateKey(exception))
        {
            var first = requests[0];
            throw new SequenceConflictException(first.Sweep.Id, first.Events[0].Sequence, exception);
        }
    }

    public async Task<IReadOnlyList<SweepEvent>> ReadAsync(
        string sweep, long fromSequence, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var payloads = await context.Events.AsNoTracking()
            .Where(row => row.Sweep == sweep && row.Sequence >= fromSequence)
            .OrderBy(row => row.Sequence)
            .Take(limit)
            .Select(row => row.Payload)
            .ToListAsync(cancellationToken);
        return payloads.ConvertAll(payload => JsonSerializer.Deserialize<SweepEvent>(payload, SweepJson.Options)!);
    }

    private static void Stage(SweepDbContext context, IReadOnlyList<AppendRequest> requests)
    {
        foreach (var request in requests)
        {
            context.Events.AddRange(request.Events.Select(e => Projection.EventRow(request.Sweep.Id, e)));
        }

        Projection.Stage(context, requests);
    }

    /// <summary>EF itself refuses two rows of one key when two activations of a sweep meet in one batch.</summary>
    private static bool IsDuplicateKey(Exception exception) =>
        exception is InvalidOperationException or DbUpdateConcurrencyException
            or DbUpdateException { InnerException: SqliteException { SqliteErrorCode: SqliteConstraint } };
}
