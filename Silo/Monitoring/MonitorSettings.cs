using Microsoft.Extensions.Configuration;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Monitoring;

/// <summary>Where a silo can be looked at. The configuration section is <c>Monitor</c>.</summary>
public sealed class MonitorSettings
{
    private const string Section = "Monitor";

    /// <summary>
    /// Where <c>/metrics</c>, <c>/healthz</c> and <c>/readyz</c> are served: an http URL of an address; port 0 takes a free one; empty for
    /// nowhere. Whoever reaches it needs no key. Default: http://127.0.0.1:9464.
    /// </summary>
    public string Url { get; set; } = "http://127.0.0.1:9464";

    /// <summary>Reads the settings and checks them.</summary>
    /// <param name="configuration">File and environment.</param>
    /// <param name="url">What a flag says; null when there is none.</param>
    /// <exception cref="SettingsException">The URL is not one to listen on.</exception>
    public static MonitorSettings Read(IConfiguration configuration, string? url)
    {
        var settings = new MonitorSettings();
        configuration.GetSection(Section).Bind(settings);
        settings.Url = url ?? settings.Url;
        return settings.Url.Length == 0 || IsAddress(settings.Url)
            ? settings
            : throw new SettingsException(
                $"{Section}:{nameof(Url)} was '{settings.Url}'; it must be an http address to listen on, such as http://0.0.0.0:9464, or empty for none.");
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0;
}
