using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using SweepCluster.Tests.Servers;

namespace SweepCluster.Grains.Tests.Servers;

/// <summary>The servers that tests start for themselves: what they keep, and that nothing of them stays.</summary>
public sealed class TestServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_StoppedKilledAndStarted_KeepsItsPortAndData()
    {
        await using var server = await RedisServer.StartNewAsync();
        var endpoint = server.ConnectionString;

        Assert.Equal("+OK", await AskAsync(server, "SET first 1"));
        await server.RestartAsync();
        Assert.Equal("+OK", await AskAsync(server, "SET second 2"));
        await server.KillAsync();
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(server, "EXISTS first second"));
        await server.StartAsync();

        Assert.Equal(":2", await AskAsync(server, "EXISTS first second"));
        Assert.Equal(endpoint, server.ConnectionString);
    }

    [Fact]
    public async Task Postgres_StoppedKilledAndStarted_KeepsItsPortAndData()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await server.CreateDatabaseAsync("kept");
        var connectionString = server.ConnectionString("kept") + ";Pooling=false";

        await ExecuteAsync(connectionString, "CREATE TABLE numbers (number integer)");
        await server.RestartAsync();
        await ExecuteAsync(connectionString, "INSERT INTO numbers VALUES (1)");
        await server.KillAsync();
        await Assert.ThrowsAsync<NpgsqlException>(() => ExecuteAsync(connectionString, "SELECT 1"));
        await server.StartAsync();

        Assert.Equal(1L, await ExecuteAsync(connectionString, "SELECT count(*) FROM numbers"));
    }

    [Fact]
    public async Task Dispose_RunningServer_EndsItsProcess()
    {
        var server = await RedisServer.StartNewAsync();
        using var process = Process.GetProcessById(server.ProcessId);

        await server.DisposeAsync();

        Assert.True(process.HasExited);
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(server, "PING"));
    }

    private static async Task<string?> AskAsync(RedisServer server, string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, Stop);
        await using var stream = client.GetStream();
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n" };
        using var reader = new StreamReader(stream);
        await writer.WriteLineAsync(command.AsMemory(), Stop);
        await writer.FlushAsync(Stop);
        return await reader.ReadLineAsync(Stop);
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string text)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
