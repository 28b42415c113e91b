using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Store;
using SweepCluster.Silo.Children;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Cli.Hosting;

/// <summary>A home on this machine's disk.</summary>
/// <param name="root">The folder; it need not exist.</param>
/// <param name="command">What this process was started as, for others who want the same home.</param>
internal sealed class LocalHome(string root, string command) : ISweepHome
{
    /// <summary>How this program is started again: its own executable, or the one that runs its library.</summary>
    private static ImmutableArray<string> Program => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]]
        : [Environment.ProcessPath!];

    private readonly SweepHome _home = new(Path.GetFullPath(root));

    public Task<ImmutableArray<SweepHeadline>> ListAsync(CancellationToken cancellationToken) =>
        ReadAsync(reader => reader.ListAsync(cancellationToken), [], cancellationToken);

    public Task<SweepSnapshot?> FindAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync(reader => reader.FindAsync(id, cancellationToken), null, cancellationToken);

    public Task<ImmutableArray<TrialSnapshot>> TrialsAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync(reader => reader.TrialsAsync(id, cancellationToken), [], cancellationToken);

    public string? Holder() => HomeLock.FindHolder(_home) is { } holder
        ? $"{holder.Command} (process {holder.ProcessId})"
        : null;

    public async Task<IControl> ConnectAsync(CancellationToken cancellationToken) =>
        HomeLock.FindHolder(_home) is { } holder
            ? new ClientControl(await LocalClient.ConnectAsync(holder, cancellationToken))
            : await StartClusterAsync(new RunOptions("", WarmsUp: false), cancellationToken);

    public async Task<IRunningCluster> StartAsync(RunOptions options, CancellationToken cancellationToken) =>
        await StartClusterAsync(options, cancellationToken);

    public async Task PrepareAsync(TaskSpec task, CancellationToken cancellationToken)
    {
        Open();
        if (task is DatasetTask dataset)
        {
            await TrainerPreparation.RequireAsync(dataset, _home.DataDirectory, cancellationToken);
        }
    }

    public string CheckpointPath(string relative) => _home.CheckpointFile(relative);

    private async Task<EmbeddedCluster> StartClusterAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var shares = options.Shares();
        try
        {
            var cluster = await LocalCluster.StartAsync(ToLocal(options, shares[0]), cancellationToken);
            return new EmbeddedCluster(cluster, ChildSilos.Start(cluster, Program, shares[1..], options.Say));
        }
        catch (Silo.Homes.HomeBusyException exception)
        {
            throw new HomeBusyException(exception.Message);
        }
        catch (Exception exception) when (exception is HomeException or SettingsException)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }

    private LocalClusterOptions ToLocal(RunOptions options, DeviceShare share) => new(_home.Root, command)
    {
        Name = options.Silos == 1 ? "local" : ChildSilos.Name(1),
        Devices = share.Devices,
        ServesAll = options.ServesAll,
        WarmsUp = options.WarmsUp,
        Configure = settings =>
        {
            settings.Cores = share.Cores > 0 ? share.Cores : settings.Cores;
            settings.Memory = share.Memory is null ? settings.Memory : share.MemorySetting;
        },
    };

    private void Open()
    {
        try
        {
            SweepHome.Open(_home.Root);
        }
        catch (HomeException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }

    private async Task<T> ReadAsync<T>(Func<SweepReader, Task<T>> read, T absent, CancellationToken cancellationToken)
    {
        if (!File.Exists(_home.Database))
        {
            return absent;
        }

        var services = new ServiceCollection().AddLogging().AddSqliteSweepStore(_home.Database);
        await using var provider = services.BuildServiceProvider();
        if (!await StoreServices.IsCurrentAsync(provider, cancellationToken))
        {
            // Another process is just making the home, or an older program made it and nothing has run there since.
            return absent;
        }

        return await read(provider.GetRequiredService<SweepReader>());
    }
}
