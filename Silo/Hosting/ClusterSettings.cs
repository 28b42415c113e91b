using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace SweepCluster.Silo.Hosting;

/// <summary>How a silo finds the others and the store. The configuration section is <c>Cluster</c>.</summary>
public sealed class ClusterSettings
{
    private const string Section = "Cluster";

    /// <summary>Silos with the same id and the same Redis or primary are one cluster. Default: sweepcluster.</summary>
    [Required]
    public string ClusterId { get; set; } = "sweepcluster";

    /// <summary>The Redis that keeps the list of members: host and port, and options of StackExchange.Redis behind commas.</summary>
    public string Redis { get; set; } = "";

    /// <summary>
    /// In place of Redis, for trying a cluster out: address and port of the silo that keeps the list of members. The cluster ends with that
    /// silo.
    /// </summary>
    public string Primary { get; set; } = "";

    /// <summary>The PostgreSQL database that keeps the event logs, as a connection string of Npgsql.</summary>
    public string Postgres { get; set; } = "";

    /// <summary>
    /// In place of PostgreSQL, for silos on one machine: the SQLite file that keeps the event logs. The process that holds the home in which
    /// it lies makes its tables.
    /// </summary>
    public string Sqlite { get; set; } = "";

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

    /// <summary>The folder for decoded and downloaded data sets, which silos may share. Default: below the home.</summary>
    public string Data { get; set; } = "";

    /// <summary>How long a silo waits for room in its home, then for Redis, and then for the store, when it starts. Default: 2 minutes.</summary>
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

    /// <summary>The address and port of the silo that keeps the list of members; null when Redis does.</summary>
    /// <exception cref="SettingsException">The text is no address and port.</exception>
    internal IPEndPoint? ReadPrimary() => Primary.Length == 0
        ? null
        : IPEndPoint.TryParse(Primary, out var endpoint) && endpoint.Port > 0
            ? endpoint
            : throw new SettingsException(
                $"{Section}:{nameof(Primary)} was '{Primary}'; it must be an IP address and a port, such as 127.0.0.1:11111.");

    private static void RequireOne(string name, string value, string otherName, string other)
    {
        if (value.Length > 0 == other.Length > 0)
        {
            throw new SettingsException(
                $"{Section}:{name} was {Quote(value)} and {Section}:{otherName} was {Quote(other)}; exactly one of them must be given.");
        }
    }

    /// <summary>Never the value itself, which may hold a password.</summary>
    private static string Quote(string value) => value.Length > 0 ? "given" : "missing";

    private void Check()
    {
        var failures = new List<ValidationResult>();
        if (!Validator.TryValidateObject(this, new ValidationContext(this), failures, validateAllProperties: true))
        {
            throw new SettingsException(
                string.Join(' ', failures.Select(failure => $"{Section}:{failure.MemberNames.First()}: {failure.ErrorMessage}")));
        }

        RequireOne(nameof(Redis), Redis, nameof(Primary), Primary);
        RequireOne(nameof(Postgres), Postgres, nameof(Sqlite), Sqlite);
        _ = ReadPrimary();
        _ = ReadAddress();
    }
}
