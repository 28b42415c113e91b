using System.CommandLine;
using SweepCluster.Cli.Running;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep silo</c>: one silo of a cluster, until it is told to stop.</summary>
internal static class SiloVerb
{
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "A JSON file with the sections Cluster, Silo and Sweep. The environment goes before it, and flags before both.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Name = Text("--name", "NAME", "The silo's name in the cluster. Default: the machine's.");
    private static readonly Option<string?> Postgres = Text("--postgres", "CONNECTION", "The PostgreSQL database of the event logs.");
    private static readonly Option<string?> Checkpoints = Text("--checkpoints", "DIR", "The folder for checkpoints that all silos see.");
    private static readonly Option<string?> Address = Text("--address", "IP", "The address at which the other silos reach this one.");
    private static readonly Option<string?> Devices = Text("--devices", "DEVICES", "The slots that train: auto, cpu, cpu:N, or cuda:0,cuda:1.");
    private static readonly Option<int?> SiloPort = Port("--silo-port", "The port for the other silos; 0 for a free one. Default: 11111.");
    private static readonly Option<int?> GatewayPort = Port("--gateway-port", "The port for clients; 0 for a free one. Default: 30000.");

    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs) => verbs.Create(
        "silo",
        "Run one silo of a cluster: Redis lists the members, PostgreSQL keeps the event logs.",
        [Config, Name, Postgres, Checkpoints, Address, Devices, SiloPort, GatewayPort],
        ServeAsync);

    private static async Task<int> ServeAsync(Invocation invocation, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var stop = new StopRequest(invocation.Services.Signals);
        try
        {
            await using var silo = await StartAsync(invocation, parsed, stop.Token);
            await ServeAsync(invocation, silo, stop, cancellationToken);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            invocation.Say("stopped before the silo had joined");
        }

        return ExitCodes.Done;
    }

    private static async Task ServeAsync(Invocation invocation, ClusterSilo silo, StopRequest stop, CancellationToken cancellationToken)
    {
        invocation.Say($"silo {silo.Settings.Name} of cluster {silo.Settings.ClusterId} is at {silo.Endpoint}; SIGTERM drains it");
        await stop.Received;
        await silo.StopAsync(cancellationToken);
    }

    private static async Task<ClusterSilo> StartAsync(Invocation invocation, ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new ClusterSiloOptions(invocation.HomeDirectory)
        {
            ConfigurationFile = parsed.GetValue(Config),
            ConfigureCluster = settings => Apply(settings, invocation, parsed),
            ConfigureSilo = settings => settings.Devices = parsed.GetValue(Devices) ?? settings.Devices,
        };
        try
        {
            return await ClusterSilo.StartAsync(options, cancellationToken);
        }
        catch (Exception exception) when (exception
            is SettingsException or HomeException or HomeBusyException or FileNotFoundException or InvalidDataException)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }

    private static void Apply(ClusterSettings settings, Invocation invocation, ParseResult parsed)
    {
        settings.Name = parsed.GetValue(Name) ?? settings.Name;
        settings.ClusterId = invocation.ClusterId ?? settings.ClusterId;
        settings.Redis = invocation.Redis ?? settings.Redis;
        settings.Postgres = parsed.GetValue(Postgres) ?? settings.Postgres;
        settings.Checkpoints = parsed.GetValue(Checkpoints) ?? settings.Checkpoints;
        settings.Address = parsed.GetValue(Address) ?? settings.Address;
        settings.SiloPort = parsed.GetValue(SiloPort) ?? settings.SiloPort;
        settings.GatewayPort = parsed.GetValue(GatewayPort) ?? settings.GatewayPort;
    }

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    private static Option<int?> Port(string name, string description) => new(name) { Description = description, HelpName = "PORT" };
}
