using System.Globalization;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.EndToEnd.Tests;
using SweepCluster.Silo.Hosting;
using SweepCluster.Tests.Servers;

namespace SweepCluster.Cluster.Tests;

/// <summary>Silos as processes, with a Redis and a PostgreSQL of their own; a client of the cluster as the test's view of it.</summary>
public sealed class RealCluster : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-cluster-");
    private readonly List<SiloProcess> _silos = [];
    private ClusterClient? _client;

    internal RedisServer Redis { get; private set; } = null!;

    internal PostgresServer Postgres { get; private set; } = null!;

    internal IReadOnlyList<SiloProcess> Silos => _silos;

    /// <summary>The database that silos started from now on keep their logs in.</summary>
    internal string Database { get; set; } = "sweeps";

    /// <summary>The folder for checkpoints of silos started from now on.</summary>
    internal string Checkpoints { get; set; } = "";

    /// <summary>A folder that is gone with the cluster.</summary>
    internal string Folder => _folder.FullName;

    /// <summary>Where a silo of a name serves its metrics.</summary>
    internal Func<string, string> MonitorOf { get; init; } = _ => "http://127.0.0.1:0";

    /// <summary>The way to the cluster's grains; connects when it is first asked for.</summary>
    internal IGrainFactory Grains => _client!.Grains;

    public async ValueTask InitializeAsync()
    {
        Redis = await RedisServer.StartNewAsync();
        Postgres = await PostgresServer.StartNewAsync();
        await Postgres.CreateDatabaseAsync(Database);
        Checkpoints = Path.Combine(_folder.FullName, "checkpoints");
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        _silos.ForEach(silo => silo.Dispose());
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    internal async Task StartSilosAsync(params string[] names)
    {
        _silos.AddRange(await Task.WhenAll(names.Select(StartSiloAsync)));
        _client ??= await ClusterClient.ConnectAsync(Redis.ConnectionString, "sweepcluster", TestContext.Current.CancellationToken);
    }

    internal Task<SiloProcess> StartSiloAsync(string name) => SiloProcess.StartAsync(
        name,
        _folder.FullName,
        [
            "--redis", Redis.ConnectionString, "--postgres", Postgres.ConnectionString(Database),
            "--checkpoints", Checkpoints,
        ],
        MonitorOf(name));

    /// <summary>Starts a silo of that name again, after the last one is gone.</summary>
    internal async Task RestartSiloAsync(string name)
    {
        _silos.Remove(Silo(name));
        _silos.Add(await StartSiloAsync(name));
    }

    internal SiloProcess Silo(string name) => _silos.Single(silo => silo.Name == name);

    /// <summary>A sweep of equal trials that follow a script.</summary>
    internal static SweepSpec Spec(int trials, params (string Name, long Value)[] script) => new(
        "scripted",
        new ProgramTask([Repository.ScriptedTrial]),
        new RandomMethod(),
        [new Objective("score", Direction.Maximize)],
        [new ParameterSpec("lr", new UniformDistribution(0, 1), []), .. script.Select(Constant)])
    {
        Seed = 7,
        RunCap = trials,
    };

    /// <summary>Submits a sweep of equal trials that follow a script.</summary>
    internal Task<RealSweep> SubmitAsync(int trials, params (string Name, long Value)[] script) => SubmitAsync(Spec(trials, script));

    /// <summary>Submits a sweep; again when a busy machine does not answer in time, which submits it once.</summary>
    internal async Task<RealSweep> SubmitAsync(SweepSpec spec)
    {
        var request = Guid.NewGuid().ToString();
        var id = "";
        await Eventually.TrueAsync(
            async () => (id = await Grains.GetGrain<ISweepCatalogGrain>(0).Submit(spec, request)).Length > 0, () => $"{spec.Name} was not taken.");
        return Sweep(id);
    }

    /// <summary>The sweep of an id.</summary>
    internal RealSweep Sweep(string id) => new(id, Grains.GetGrain<ISweepGrain>(id));

    /// <summary>The name of the silo that hosts a sweep's grain.</summary>
    internal async Task<string> CoordinatorOf(RealSweep sweep)
    {
        var management = Grains.GetGrain<IManagementGrain>(0);
        var address = await management.GetActivationAddress(sweep.Grain);
        var hosts = await management.GetDetailedHosts(onlyActive: true);
        return hosts.Single(host => host.SiloAddress.Equals(address)).SiloName;
    }

    internal string Troubles() => string.Join('\n', _silos.Select(silo => $"--- {silo.Name}\n{silo.Troubles()}"));

    private static ParameterSpec Constant((string Name, long Value) line) =>
        new(line.Name, new ConstantDistribution(ParameterValue.Of(line.Value)), []);
}

/// <summary>A submitted sweep, as its user sees it.</summary>
internal sealed record RealSweep(string Id, ISweepGrain Grain)
{
    public async Task<IReadOnlyList<SweepEvent>> LogAsync() => await Grain.Watch(1).ToListAsync();

    /// <summary>Waits until the sweep is over and answers its log.</summary>
    public async Task<IReadOnlyList<SweepEvent>> CompletedAsync(RealCluster cluster)
    {
        await Eventually.TrueAsync(
            async () => (await Grain.GetSnapshot()).Status == SweepStatus.Completed, () => $"{Id} did not complete.\n{cluster.Troubles()}");
        return await LogAsync();
    }

    /// <summary>Waits until so many trials run at once and each of them has reported a step.</summary>
    public Task RunsAsync(int trials) => Eventually.TrueAsync(
        async () => (await Grain.GetTrials()).Count(trial => trial is { Status: TrialStatus.Running, Step: > 0 }) == trials,
        () => string.Create(CultureInfo.InvariantCulture, $"{Id} never ran {trials} trials at once"));
}
