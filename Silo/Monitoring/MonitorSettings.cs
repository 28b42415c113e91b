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

    /// <summary>
    /// True to serve <c>/drain</c>, for what ends silos in good order and can ask by a GET alone, as Kubernetes does before it stops a pod:
    /// the silo takes no work any more, and the answer comes when its slots are empty. Default: false.
    /// </summary>
    public bool Drains { get; set; }

    /// <summary>How long <c>/drain</c> waits for the slots, at most. Default: 90 seconds; from 1 second to 1 hour.</summary>
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Reads the settings and checks them.</summary>
    /// <param name="configuration">File and environment.</param>
    /// <param name="url">What a flag says; null when there is none.</param>
    /// <exception cref="SettingsException">A setting cannot be read or is not allowed.</exception>
    public static MonitorSettings Read(IConfiguration configuration, string? url)
    {
        var settings = new MonitorSettings();
        try
        {
            configuration.GetSection(Section).Bind(settings);
        }
        catch (InvalidOperationException exception)
        {
            throw new SettingsException($"The section {Section} cannot be read: {exception.GetBaseException().Message}", exception);
        }

        settings.Url = url ?? settings.Url;
        if (settings.DrainLimit < TimeSpan.FromSeconds(1) || settings.DrainLimit > TimeSpan.FromHours(1))
        {
            throw new SettingsException($"{Section}:{nameof(DrainLimit)} was {settings.DrainLimit}; it must be from 00:00:01 to 01:00:00.");
        }

        return settings.Url.Length == 0 || IsAddress(settings.Url)
            ? settings
            : throw new SettingsException(
                $"{Section}:{nameof(Url)} was '{settings.Url}'; it must be an http address to listen on, such as http://0.0.0.0:9464, or empty for none.");
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0;
}
