using System.CommandLine;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Running;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep silo</c>: one silo of a cluster, until it is told to stop.</summary>
internal static class SiloVerb
{
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "A JSON file with the sections Cluster, Silo, Sweep, Monitor and Log. The environment goes before it, and flags before both.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Name = Text("--name", "NAME", "The silo's name in the cluster. Default: the machine's.");
    private static readonly Option<string?> Postgres = Text("--postgres", "CONNECTION", "The PostgreSQL database of the event logs.");
    private static readonly Option<string?> Primary = Text(
        "--primary", "IP:PORT", "In place of --redis, for trying out: the silo that keeps the list of members; the cluster ends with it.");

    private static readonly Option<string?> Sqlite = Text(
        "--sqlite", "FILE", "In place of --postgres, on one machine: the SQLite file of a home that another process holds.");

    private static readonly Option<string?> Data = Text("--data", "DIR", "The folder for data sets, which silos may share. Default: below the home.");
    private static readonly Option<string?> Checkpoints = Text("--checkpoints", "DIR", "The folder for checkpoints that all silos see.");
    private static readonly Option<string?> Address = Text("--address", "IP", "The address at which the other silos reach this one.");
    private static readonly Option<string?> Devices = Text("--devices", "DEVICES", "The slots that train: auto, cpu, cpu:N, or cuda:0,cuda:1.");
    private static readonly Option<int?> Cores = Number("--cores", "N", "How many processor cores its slots share; 0 for all. Default: 0.");
    private static readonly Option<string?> Memory = Text(
        "--memory", "SIZE", "How much memory its slots on the processor share, such as 8GiB. Default: all of the machine or its control group.");

    private static readonly Option<int?> SiloPort = Number("--silo-port", "PORT", "The port for the other silos; 0 for a free one. Default: 11111.");
    private static readonly Option<int?> GatewayPort = Number("--gateway-port", "PORT", "The port for clients; 0 for a free one. Default: 30000.");

    private static readonly Option<string?> MonitorUrl = Text(
        "--monitor-url", "URL", "Where /metrics, /healthz and /readyz are served, to whoever can reach it; '' for nowhere. Default: http://127.0.0.1:9464.");

    private static readonly Option<bool> Attached = new("--attached")
    {
        Description = "End at once when standard input ends, as it does when the process that started this one is gone.",
    };

    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs) => verbs.Create(
        "silo",
        "Run one silo of a cluster: Redis lists the members, PostgreSQL keeps the event logs.",
        [
            Config, Name, Postgres, Checkpoints, Primary, Sqlite, Data, Address, Devices, Cores, Memory, SiloPort, GatewayPort, MonitorUrl, Attached,
        ],
        ServeAsync);

    private static async Task<int> ServeAsync(Invocation invocation, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var stop = new StopRequest(invocation.Services.Signals);
        if (parsed.GetValue(Attached))
        {
            EndWithInput(invocation.Services);
        }

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

    /// <summary>Whoever started this process kept the list of members: without it there is nothing left to drain into.</summary>
    private static void EndWithInput(CliServices services)
    {
        var watching = new Thread(() =>
        {
            using var input = services.OpenInput();
            while (input.ReadByte() >= 0)
            {
                // What is written is nobody's business; that it ends is.
            }

            services.Signals.ExitNow(StopSignal.Terminate);
        })
        {
            IsBackground = true,
            Name = "standard input",
        };
        watching.Start();
    }

    private static async Task ServeAsync(Invocation invocation, ClusterSilo silo, StopRequest stop, CancellationToken cancellationToken)
    {
        invocation.Say($"silo {silo.Settings.Name} of cluster {silo.Settings.ClusterId} is at {silo.Endpoint}; SIGTERM drains it");
        if (silo.MonitorUrl is { } monitor)
        {
            invocation.Say($"metrics at {monitor}/metrics");
        }

        await stop.Received;
        await silo.StopAsync(cancellationToken);
    }

    private static async Task<ClusterSilo> StartAsync(Invocation invocation, ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new ClusterSiloOptions(invocation.HomeDirectory)
        {
            ConfigurationFile = parsed.GetValue(Config),
            Say = invocation.Services.Output.Error.WriteLine,
            MonitorUrl = parsed.GetValue(MonitorUrl),
            ConfigureCluster = settings => Apply(settings, invocation, parsed),
            ConfigureSilo = settings =>
            {
                settings.Devices = parsed.GetValue(Devices) ?? settings.Devices;
                settings.Cores = parsed.GetValue(Cores) ?? settings.Cores;
                settings.Memory = parsed.GetValue(Memory) ?? settings.Memory;
            },
        };
        try
        {
            return await ClusterSilo.StartAsync(options, cancellationToken);
        }
        catch (Exception exception) when (exception
            is SettingsException or HomeException or FileNotFoundException or InvalidDataException)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }

    private static void Apply(ClusterSettings settings, Invocation invocation, ParseResult parsed)
    {
        settings.Name = parsed.GetValue(Name) ?? settings.Name;
        settings.ClusterId = invocation.ClusterId ?? settings.ClusterId;
        (settings.Redis, settings.Primary) = Choose(invocation.Redis, parsed.GetValue(Primary), settings.Redis, settings.Primary);
        (settings.Postgres, settings.Sqlite) = Choose(parsed.GetValue(Postgres), parsed.GetValue(Sqlite), settings.Postgres, settings.Sqlite);
        settings.Data = parsed.GetValue(Data) ?? settings.Data;
        settings.Checkpoints = parsed.GetValue(Checkpoints) ?? settings.Checkpoints;
        settings.Address = parsed.GetValue(Address) ?? settings.Address;
        settings.SiloPort = parsed.GetValue(SiloPort) ?? settings.SiloPort;
        settings.GatewayPort = parsed.GetValue(GatewayPort) ?? settings.GatewayPort;
    }

    /// <summary>Of two settings that replace each other: a flag for either goes before what file and environment say of both.</summary>
    private static (string One, string Other) Choose(string? one, string? other, string configuredOne, string configuredOther) =>
        one is null && other is null ? (configuredOne, configuredOther) : (one ?? "", other ?? "");

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    private static Option<int?> Number(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
