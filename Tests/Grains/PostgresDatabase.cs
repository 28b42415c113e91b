using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Grains.Store;
using SweepCluster.Tests.Servers;

namespace SweepCluster.Grains.Tests;

/// <summary>A database on a real PostgreSQL server; as a fixture, on the one that the whole test run shares.</summary>
public sealed class PostgresDatabase(SharedPostgres shared) : TestDatabase
{
    private static int _count;

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _count)}");
    private PostgresServer? _server;

    public string ConnectionString => Server.ConnectionString(_name);

    /// <summary>Settings that are added to the connection string.</summary>
    public string Settings { get; init; } = string.Empty;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("The database is not initialised yet.");

    public override void AddStore(IServiceCollection services) => services.AddPostgresSweepStore($"{ConnectionString};{Settings}");

    protected override async Task CreateAsync()
    {
        _server = await shared.ServerAsync();
        await _server.CreateDatabaseAsync(_name);
    }

    protected override Task DeleteAsync() => _server?.DropDatabaseAsync(_name) ?? Task.CompletedTask;
}
