using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SweepCluster.Grains.Store;

/// <summary>The event log, its projections and who has keys; a class per database has its migrations.</summary>
internal abstract class SweepDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<SweepRow> Sweeps => Set<SweepRow>();

    public DbSet<TrialRow> Trials => Set<TrialRow>();

    public DbSet<ReportRow> Reports => Set<ReportRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    public DbSet<SegmentRow> Segments => Set<SegmentRow>();

    public DbSet<DeletedSweepRow> DeletedSweeps => Set<DeletedSweepRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    /// <summary>True when the schema is the one this program reads.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken) =>
        !(await Database.GetPendingMigrationsAsync(cancellationToken)).Any();

    /// <summary>Brings the schema up to date.</summary>
    public abstract Task MigrateAsync(CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<EventRow>().ToTable("events").HasKey(row => new { row.Sweep, row.Sequence });
        modelBuilder.Entity<SweepRow>().ToTable("sweeps").HasKey(row => row.Id);
        modelBuilder.Entity<SweepRow>().HasIndex(row => row.Status);
        modelBuilder.Entity<TrialRow>().ToTable("trials").HasKey(row => new { row.Sweep, row.Number });
        modelBuilder.Entity<ReportRow>().ToTable("reports")
            .HasKey(row => new { row.Sweep, row.Trial, row.Attempt, row.Step });
        modelBuilder.Entity<CheckpointRow>().ToTable("checkpoints").HasKey(row => new { row.Sweep, row.Sequence });
        modelBuilder.Entity<SegmentRow>().ToTable("segments").HasKey(row => new { row.Sweep, row.First });
        modelBuilder.Entity<CheckpointRow>().HasIndex(row => new { row.Sweep, row.Trial });
        modelBuilder.Entity<DeletedSweepRow>().ToTable("deleted_sweeps").HasKey(row => row.Id);
        modelBuilder.Entity<ApiKeyRow>().ToTable("api_keys").HasKey(row => row.Id);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    /// <summary>Times are UTC when they go in, so they are UTC when they come out; SQLite forgets it.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
