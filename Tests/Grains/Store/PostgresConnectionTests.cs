using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests.Store;

public sealed class PostgresConnectionTests
{
    [Fact]
    public void ConnectionString_NothingSaid_WaitsForSecondsOnly()
    {
        var complete = Complete("Host=db;Database=sweeps");

        Assert.Equal((5, 10, 20, "SweepCluster"), (complete.Timeout, complete.CommandTimeout, complete.MaxPoolSize, complete.ApplicationName));
        Assert.Equal(("db", "sweeps"), (complete.Host, complete.Database));
    }

    [Theory]
    [InlineData("Host=db;Timeout=7;Command Timeout=70")]
    [InlineData("Server=db;timeout=7;CommandTimeout=70")]
    [InlineData("COMMAND TIMEOUT=70;TIMEOUT=7;Host=db")]
    public void ConnectionString_UsersTimeouts_Stay(string connectionString)
    {
        var complete = Complete(connectionString);

        Assert.Equal((7, 70, "db"), (complete.Timeout, complete.CommandTimeout, complete.Host));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Database=sweeps")]
    [InlineData("Host=db;Colour=blue")]
    [InlineData("Host=db;Port=many")]
    public void AddPostgresSweepStore_BadConnectionString_IsRefusedAtOnce(string connectionString) =>
        Assert.ThrowsAny<ArgumentException>(() => new ServiceCollection().AddPostgresSweepStore(connectionString));

    private static NpgsqlConnectionStringBuilder Complete(string connectionString) =>
        new(StoreServices.PostgresConnectionString(connectionString));
}
