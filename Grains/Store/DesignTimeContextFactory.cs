using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SweepCluster.Grains.Store;

/// <summary>Gives <c>dotnet ef migrations add</c> the context of each database; never used at run time.</summary>
internal sealed class DesignTimeContextFactory :
    IDesignTimeDbContextFactory<SqliteSweepDbContext>, IDesignTimeDbContextFactory<PostgresSweepDbContext>
{
    SqliteSweepDbContext IDesignTimeDbContextFactory<SqliteSweepDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteSweepDbContext>().UseSqlite("Data Source=design-time.db").Options);

    PostgresSweepDbContext IDesignTimeDbContextFactory<PostgresSweepDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresSweepDbContext>().UseNpgsql("Host=design-time").Options);
}
