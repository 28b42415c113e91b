using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SweepCluster.Contracts.Access;

namespace SweepCluster.Grains.Store;

/// <summary>Where keys are kept.</summary>
internal sealed class KeyStore(IDbContextFactory<SweepDbContext> contexts)
{
    /// <summary>All keys, newest first.</summary>
    public Task<ImmutableArray<ApiKey>> ListAsync(CancellationToken cancellationToken) => ReadListAsync(cancellationToken).TranslatedAsync();

    /// <summary>Stores a key; no effect when it is there.</summary>
    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) => StoreAsync(key, cancellationToken).TranslatedAsync();

    /// <summary>Notes that a key is revoked, the first time; false when there is none of that id.</summary>
    public Task<bool> RevokeAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        MarkAsync(id, now, cancellationToken).TranslatedAsync();

    private async Task<ImmutableArray<ApiKey>> ReadListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.ApiKeys.AsNoTracking()
            .OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(Key)];
    }

    private async Task<bool> StoreAsync(ApiKey key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.ApiKeys.AnyAsync(row => row.Id == key.Id, cancellationToken))
        {
            return false;
        }

        context.ApiKeys.Add(new ApiKeyRow
        {
            Id = key.Id,
            Name = key.Name,
            Role = key.Role,
            Sha256 = key.Sha256,
            CreatedAt = key.CreatedAt.UtcDateTime,
            RevokedAt = key.RevokedAt?.UtcDateTime,
        });
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task<bool> MarkAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var time = now.UtcDateTime;
        await context.ApiKeys.Where(row => row.Id == id && row.RevokedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(key => key.RevokedAt, time), cancellationToken);
        return await context.ApiKeys.AnyAsync(row => row.Id == id, cancellationToken);
    }

    private static ApiKey Key(ApiKeyRow row) =>
        new(row.Id, row.Name, row.Role, row.Sha256, new DateTimeOffset(row.CreatedAt, TimeSpan.Zero))
        {
            RevokedAt = row.RevokedAt is { } revoked ? new DateTimeOffset(revoked, TimeSpan.Zero) : null,
        };
}
