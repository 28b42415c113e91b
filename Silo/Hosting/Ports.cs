using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace SweepCluster.Silo.Hosting;

/// <summary>Ports that are free now; somebody else may take one before it is used.</summary>
internal static class Ports
{
    /// <summary>Two different free ports of an address.</summary>
    public static (int Silo, int Gateway) Free(IPAddress address)
    {
        using var one = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var other = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        one.Bind(new IPEndPoint(address, 0));
        other.Bind(new IPEndPoint(address, 0));
        return (((IPEndPoint)one.LocalEndPoint!).Port, ((IPEndPoint)other.LocalEndPoint!).Port);
    }

    /// <summary>True when a host did not start because its port is in use.</summary>
    public static bool IsTaken(Exception exception) =>
        exception is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (exception.InnerException is { } inner && IsTaken(inner));
}
