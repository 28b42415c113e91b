using System.Net;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>The address the dashboard listens on. Nobody signs in yet, so it is one that only this machine can reach.</summary>
/// <param name="Url">The address as a URL.</param>
internal readonly record struct LoopbackAddress(string Url)
{
    /// <summary>Reads a URL such as <c>http://127.0.0.1:8080</c>; port 0 takes a free one.</summary>
    /// <exception cref="FormatException">The text is not an http URL, or others could reach it.</exception>
    public static LoopbackAddress Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            throw new FormatException($"'{url}' is not an address to listen on; expected one such as http://127.0.0.1:8080.");
        }

        return IsLoopback(uri.DnsSafeHost)
            ? new LoopbackAddress(url)
            : throw new FormatException(
                $"The dashboard was asked to listen on {url}, where others could reach it without signing in. "
                + $"It listens on this machine only; use http://127.0.0.1:{uri.Port}.");
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
