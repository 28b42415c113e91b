using System.Net;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>The address the dashboard listens on.</summary>
/// <param name="Url">The address as a URL.</param>
/// <param name="IsLoopback">True when only this machine can reach it.</param>
internal readonly record struct ListenAddress(string Url, bool IsLoopback)
{
    /// <summary>Reads a URL such as <c>http://127.0.0.1:8080</c>; port 0 takes a free one.</summary>
    /// <exception cref="FormatException">The text is not an http URL of an address.</exception>
    public static ListenAddress Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/"
            ? new ListenAddress(url, IsOfThisMachine(uri.DnsSafeHost))
            : throw new FormatException($"'{url}' is not an address to listen on; expected one such as http://127.0.0.1:8080 or http://0.0.0.0:8080.");

    // Kestrel takes any name but localhost for all addresses there are.
    private static bool IsOfThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
