using SweepCluster.Chaos.Cluster;
using SweepCluster.Chaos.Processes;
using SweepCluster.Chaos.Servers;
using SweepCluster.Tests.Servers;

namespace SweepCluster.Chaos.Driving;

/// <summary>The silos and servers of a campaign, all below one folder.</summary>
internal sealed class ClusterUnderTest : IAsyncDisposable
{
    private const int SiloCount = 3;
    private const string Database = "sweep";
    private const int SharedDiskMebibytes = 128;
    private const int HomeMebibytes = 64;

    private ClusterUnderTest(
        CampaignNetwork network, RedisServer redis, PostgresServer postgres, SmallDisk checkpoints, ClusterPlace place)
    {
        Network = network;
        Redis = redis;
        Postgres = postgres;
        Checkpoints = checkpoints;
        Place = place;
    }

    public CampaignNetwork Network { get; }

    public RedisServer Redis { get; }

    public PostgresServer Postgres { get; }

    /// <summary>The shared folder of checkpoints.</summary>
    public SmallDisk Checkpoints { get; }

    /// <summary>What all silos share.</summary>
    public ClusterPlace Place { get; }

    /// <summary>The silos.</summary>
    public List<SiloProcess> Silos { get; } = [];

    /// <summary>The silos' homes, in their order.</summary>
    public List<SmallDisk> Homes { get; } = [];

    /// <summary>Starts the servers and then the silos.</summary>
    public static async Task<ClusterUnderTest> StartAsync(
        CampaignOptions options, string folder, string mark, CancellationToken cancellationToken)
    {
        var network = await CampaignNetwork.BuildAsync(options.IsInside, SiloCount, cancellationToken);
        var environment = new Dictionary<string, string>(SweepCommand.Environment) { [ProcessTable.Variable] = mark };
        var checkpoints = await SmallDisk.MakeAsync(
            Path.Combine(folder, "checkpoints"), options.IsInside, SharedDiskMebibytes, cancellationToken);
        var servers = new ServerPlace(folder, network.ServerAddress, environment);
        var redis = await RedisServer.StartNewAsync(servers);
        var postgres = await StartPostgresAsync(servers, redis);
        var place = new ClusterPlace(mark, redis.ConnectionString, postgres.ConnectionString(Database), checkpoints.Folder);
        var cluster = new ClusterUnderTest(network, redis, postgres, checkpoints, place);
        try
        {
            await postgres.CreateDatabaseAsync(Database);
            var ports = TestServer.FreePorts(2 * SiloCount);
            for (var index = 0; index < SiloCount; index++)
            {
                await cluster.AddSiloAsync(index, ports[2 * index], ports[(2 * index) + 1], options, folder, environment, cancellationToken);
            }

            return cluster;
        }
        catch (Exception)
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends everything that still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        Silos.ForEach(silo => silo.Dispose());
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    private static async Task<PostgresServer> StartPostgresAsync(ServerPlace place, RedisServer redis)
    {
        try
        {
            return await PostgresServer.StartNewAsync(place);
        }
        catch (InvalidOperationException)
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    private async Task AddSiloAsync(
        int index,
        int siloPort,
        int gatewayPort,
        CampaignOptions options,
        string folder,
        Dictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var name = FormattableString.Invariant($"silo-{index}");
        var home = await SmallDisk.MakeAsync(Path.Combine(folder, name), options.IsInside, HomeMebibytes, cancellationToken);
        var place = new SiloPlace(name, Network.SiloAddress(index), siloPort, gatewayPort, home.Folder);
        var words = Network.Enter(index).Concat(SweepCommand.Silo(options.Program, place, Place));
        // libfaketime makes every look at the clock slower, so one silo is enough.
        var hasOwnClock = index == SiloCount - 1 && !options.IsCalm;
        var clock = hasOwnClock ? SteppedClock.TryMake(Path.Combine(folder, $"{name}.clock")) : null;
        var variables = clock is null ? environment : environment.Concat(clock.Environment).ToDictionary();
        var silo = new SiloProcess(place, [.. words], variables, clock, Path.Combine(folder, $"{name}.log"));
        Homes.Add(home);
        Silos.Add(silo);
        silo.Start();
    }
}
