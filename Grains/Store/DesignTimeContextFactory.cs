using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SweepCluster.Grains.Store;

/// <summary>Gives <c>dotnet ef migrations add</c> a context; never used at run time.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<SweepDbContext>
{
    public SweepDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SweepDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
