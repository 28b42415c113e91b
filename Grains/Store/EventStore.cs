using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Grains.Store;

/// <summary>The event store on EF Core.</summary>
internal sealed class EventStore(IDbContextFactory<SweepDbContext> contexts) : IEventStore
{
    private const int SqliteConstraint = 19;

    /// <remarks>
    /// When the connection breaks during the commit, the append fails though it may have been stored, perhaps a moment later still. That is
    /// safe: whoever appended throws its activation away, and the next one goes on from the log. If that one reads too early to see
    /// the events, its own append meets their sequence numbers (PostgreSQL makes it wait until the old transaction has ended) and it is
    /// thrown away in turn. Nothing was answered that rests on them, and calls are repeated by their callers.
    /// </remarks>
    public async Task AppendAsync(IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        Stage(context, requests);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (IsDuplicateKey(exception))
        {
            throw Conflict(requests, exception);
        }
    }

    public Task<IReadOnlyList<SweepEvent>> ReadAsync(
        string sweep, long fromSequence, int limit, CancellationToken cancellationToken) =>
        ReadPageAsync(sweep, fromSequence, limit, cancellationToken).TranslatedAsync();

    private async Task<IReadOnlyList<SweepEvent>> ReadPageAsync(
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

    public Task<IReadOnlyList<SweepEvent>> ReadTrialAsync(string sweep, int trial, CancellationToken cancellationToken) =>
        ReadTrialRowsAsync(sweep, trial, cancellationToken).TranslatedAsync();

    private async Task<IReadOnlyList<SweepEvent>> ReadTrialRowsAsync(string sweep, int trial, CancellationToken cancellationToken)
    {
        // The database picks by the payload's text; a text that only looks alike is sorted out afterwards.
        var (inside, last) = (FormattableString.Invariant($"\"trial\":{trial},"), FormattableString.Invariant($"\"trial\":{trial}}}"));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var payloads = await context.Events.AsNoTracking()
            .Where(row => row.Sweep == sweep && (row.Payload.Contains(inside) || row.Payload.Contains(last)))
            .OrderBy(row => row.Sequence)
            .Select(row => row.Payload)
            .ToListAsync(cancellationToken);
        return [.. payloads.Select(payload => JsonSerializer.Deserialize<SweepEvent>(payload, SweepJson.Options)!).Where(e => e.TrialNumber() == trial)];
    }

    public Task DeleteAsync(string sweep, DateTimeOffset now, CancellationToken cancellationToken) =>
        DeleteRowsAsync(sweep, now, cancellationToken).TranslatedAsync();

    private async Task<bool> DeleteRowsAsync(string sweep, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Events.Where(row => row.Sweep == sweep).ExecuteDeleteAsync(cancellationToken);
        await context.Segments.Where(row => row.Sweep == sweep).ExecuteDeleteAsync(cancellationToken);
        await context.Reports.Where(row => row.Sweep == sweep).ExecuteDeleteAsync(cancellationToken);
        await context.Checkpoints.Where(row => row.Sweep == sweep).ExecuteDeleteAsync(cancellationToken);
        await context.Trials.Where(row => row.Sweep == sweep).ExecuteDeleteAsync(cancellationToken);
        var wasThere = await context.Sweeps.Where(row => row.Id == sweep).ExecuteDeleteAsync(cancellationToken) > 0;
        if (wasThere)
        {
            context.DeletedSweeps.Add(new DeletedSweepRow { Id = sweep, DeletedAt = now.UtcDateTime });
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return wasThere;
    }

    private static void Stage(SweepDbContext context, IReadOnlyList<AppendRequest> requests)
    {
        try
        {
            foreach (var request in requests)
            {
                context.Events.AddRange(request.Events.Select(e => Projection.EventRow(request.Sweep.Id, e)));
            }

            Projection.Stage(context, requests);
        }
        catch (InvalidOperationException exception)
        {
            // EF itself refuses two rows of one key when two activations of a sweep meet in one batch.
            throw Conflict(requests, exception);
        }
    }

    private static SequenceConflictException Conflict(IReadOnlyList<AppendRequest> requests, Exception exception) =>
        new(requests[0].Sweep.Id, requests[0].Events[0].Sequence, exception);

    private static bool IsDuplicateKey(DbUpdateException exception) =>
        exception is DbUpdateConcurrencyException
        || exception.InnerException is SqliteException { SqliteErrorCode: SqliteConstraint }
            or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
