using Microsoft.EntityFrameworkCore;

namespace SweepCluster.Grains.Store;

/// <summary>Gives the contexts of one database to those who need not know which it is.</summary>
internal sealed class SweepContextFactory<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<SweepDbContext>
    where TContext : SweepDbContext
{
    public SweepDbContext CreateDbContext() => contexts.CreateDbContext();

    public async Task<SweepDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await contexts.CreateDbContextAsync(cancellationToken);
}
