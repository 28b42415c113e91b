using System.Net;
using System.Net.Sockets;
using SweepCluster.Chaos.Processes;

namespace SweepCluster.Chaos.Servers;

/// <summary>Ports of servers.</summary>
internal static class ServerPort
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Ports that nobody uses now.</summary>
    public static IReadOnlyList<int> Free(int count)
    {
        var sockets = Enumerable.Range(0, count)
            .Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            .ToArray();
        try
        {
            Array.ForEach(sockets, socket => socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)));
            return [.. sockets.Select(socket => ((IPEndPoint)socket.LocalEndPoint!).Port)];
        }
        finally
        {
            Array.ForEach(sockets, socket => socket.Dispose());
        }
    }

    /// <summary>Waits until a server takes connections.</summary>
    /// <exception cref="InvalidOperationException">The server ended, or it takes too long.</exception>
    public static async Task WaitAsync(string address, int port, ChildProcess server, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (!await IsOpenAsync(address, port, cancellationToken))
        {
            if (!server.IsRunning || TimeProvider.System.GetElapsedTime(startedAt) > Patience)
            {
                throw new InvalidOperationException($"The server that should listen on {address}:{port} does not; see what it printed.");
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> IsOpenAsync(string address, int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Parse(address), port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
