using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SweepCluster.Tests.Servers;

/// <summary>A Redis server with its own data, which it writes as it comes and flushes every second; it forgets nothing to make room.</summary>
public sealed class RedisServer : TestServer
{
    private RedisServer(ServerPlace? place)
        : base("redis", place)
    {
    }

    /// <summary>The connection string of StackExchange.Redis.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    protected override IEnumerable<string> Command =>
    [
        "redis-server",
        "--port", Port.ToString(CultureInfo.InvariantCulture),
        "--bind", Address,
        "--protected-mode", "no",
        "--dir", Folder,
        "--appendonly", "yes",
        "--appendfsync", "everysec",
        "--maxmemory-policy", "noeviction",
        "--save", string.Empty,
    ];

    /// <summary>SIGTERM: the data is flushed first.</summary>
    protected override int StopSignal => 15;

    /// <summary>A server with empty data, started.</summary>
    /// <param name="place">Where; null for loopback and a temporary folder.</param>
    public static async Task<RedisServer> StartNewAsync(ServerPlace? place = null)
    {
        var server = new RedisServer(place);
        try
        {
            await server.StartOnFreePortAsync();
            return server;
        }
        catch (InvalidOperationException)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server that still loads its data answers this question, and no other.</summary>
    protected override async Task<bool> IsReadyAsync()
    {
        try
        {
            var information = await AskAsync("INFO");
            return information.Contains($"process_id:{ProcessId}") && information.Contains("loading:0");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>The lines of the answer to a command; the server closes the connection after them.</summary>
    private async Task<IReadOnlyList<string>> AskAsync(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(Address), Port);
        await using var stream = client.GetStream();
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n" };
        using var reader = new StreamReader(stream);
        await writer.WriteLineAsync(command);
        await writer.WriteLineAsync("QUIT");
        await writer.FlushAsync();
        return (await reader.ReadToEndAsync()).Split("\r\n");
    }
}
