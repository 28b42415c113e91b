using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace SweepCluster.Silo.Hosting;

/// <summary>How a silo finds the others and the store. The configuration section is <c>Cluster</c>.</summary>
public sealed class ClusterSettings
{
    private const string Section = "Cluster";

    /// <summary>Silos with the same id and the same Redis are one cluster. Default: sweepcluster.</summary>
    [Required]
    public string ClusterId { get; set; } = "sweepcluster";

    /// <summary>The Redis that keeps the list of members: host and port, and options of StackExchange.Redis behind commas.</summary>
    [Required]
    public string Redis { get; set; } = "";

    /// <summary>The PostgreSQL database that keeps the event logs, as a connection string of Npgsql.</summary>
    [Required]
    public string Postgres { get; set; } = "";

    /// <summary>The silo's name, which no other silo of the cluster may have. Default: the machine's name.</summary>
    [Required]
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>The IP address by which the other silos reach this one, and on which it listens. Default: the machine's own, else loopback.</summary>
    public string Address { get; set; } = "";

    /// <summary>The port for the other silos; 0 for a free one. Default: 11111.</summary>
    [Range(0, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for clients; 0 for a free one. Default: 30000.</summary>
    [Range(0, 65535)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>The folder for checkpoints, which all silos must see at the same path or a link to it. Default: below the home.</summary>
    public string Checkpoints { get; set; } = "";

    /// <summary>How long a silo waits for Redis, and then for PostgreSQL, when it starts. Default: 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StorePatience { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Reads the settings and checks them.</summary>
    /// <exception cref="SettingsException">A setting is missing or not allowed.</exception>
    public static ClusterSettings Read(IConfiguration configuration, Action<ClusterSettings>? change)
    {
        var settings = new ClusterSettings();
        try
        {
            configuration.GetSection(Section).Bind(settings);
        }
        catch (InvalidOperationException exception)
        {
            throw new SettingsException($"The section {Section} cannot be read: {exception.GetBaseException().Message}", exception);
        }

        change?.Invoke(settings);
        settings.Check();
        return settings;
    }

    /// <summary>The address as one that can be bound.</summary>
    /// <exception cref="SettingsException">The text is no address.</exception>
    internal IPAddress ReadAddress()
    {
        if (Address.Length > 0)
        {
            return IPAddress.TryParse(Address, out var given)
                ? given
                : throw new SettingsException($"{Section}:{nameof(Address)} was '{Address}'; it must be an IP address, such as 10.0.0.7.");
        }

        return Array.Find(Dns.GetHostAddresses(Dns.GetHostName()), address => address.AddressFamily == AddressFamily.InterNetwork)
            ?? IPAddress.Loopback;
    }

    private void Check()
    {
        var failures = new List<ValidationResult>();
        if (!Validator.TryValidateObject(this, new ValidationContext(this), failures, validateAllProperties: true))
        {
            throw new SettingsException(
                string.Join(' ', failures.Select(failure => $"{Section}:{failure.MemberNames.First()}: {failure.ErrorMessage}")));
        }

        _ = ReadAddress();
    }
}
