using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace SweepCluster.Grains.Store;

/// <summary>Finds out whether the store can be written, by a write that changes nothing. For those who ask whether a silo is ready.</summary>
public sealed class StoreProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IDbContextFactory<SweepDbContext> _contexts;

    internal StoreProbe(IDbContextFactory<SweepDbContext> contexts) => _contexts = contexts;

    /// <summary>Why the store cannot be written now; null when it can. The answer comes within a few seconds.</summary>
    public async Task<string?> TroubleAsync(CancellationToken cancellationToken)
    {
        try
        {
            // SQLite waits on the calling thread.
            await Task.Run(() => WriteNothingAsync(cancellationToken), cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException or IOException or TimeoutException
            || exception.GetBaseException() is DbException)
        {
            return exception.GetBaseException().Message;
        }
    }

    private async Task WriteNothingAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(Patience);
        await context.Sweeps.Where(row => row.Id == "").ExecuteDeleteAsync(cancellationToken);
    }
}
