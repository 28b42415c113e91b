using SweepCluster.Chaos.Plan;
using SweepCluster.Chaos.Servers;
using SweepCluster.Tests.Servers;

namespace SweepCluster.Chaos.Driving;

/// <summary>Breaks what the silos keep their data in: Redis, PostgreSQL and disks.</summary>
internal sealed class StoreBreaker(ClusterUnderTest cluster, FaultLedger ledger)
{
    /// <summary>The last outage of each server, until it serves again.</summary>
    private readonly Dictionary<TestServer, Task> _outages = [];

    /// <summary>Carries a fault of servers or disks out.</summary>
    public InjectedFault Strike(Fault fault, DateTimeOffset now, CancellationToken cancellationToken) => fault.Kind switch
    {
        FaultKind.StopRedis => StopServer(cluster.Redis, fault, now, inOrder: fault.Choice < 0.5, cancellationToken),
        FaultKind.StopPostgres => StopServer(cluster.Postgres, fault, now, inOrder: true, cancellationToken),
        FaultKind.CrashPostgres => StopServer(cluster.Postgres, fault, now, inOrder: false, cancellationToken),
        FaultKind.FillCheckpoints => FillDisk(cluster.Checkpoints, fault, now, cancellationToken),
        FaultKind.FillHome => FillDisk(fault.Pick(cluster.Homes)!, fault, now, cancellationToken),
        _ => throw new InvalidOperationException($"{fault.Kind} is no fault of servers or disks."),
    };

    private InjectedFault StopServer(
        TestServer server, Fault fault, DateTimeOffset now, bool inOrder, CancellationToken cancellationToken)
    {
        if (_outages.TryGetValue(server, out var last) && !last.IsCompleted)
        {
            return InjectedFault.Skip(fault, now, $"{server.Name} is down already");
        }

        var outage = StopAndStartAsync(server, fault.Duration, inOrder, cancellationToken);
        _outages[server] = outage;
        ledger.Add(outage);
        return new InjectedFault(
            fault, now, FormattableString.Invariant($"{(inOrder ? "in order" : "at once")} for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private async Task StopAndStartAsync(TestServer server, TimeSpan duration, bool inOrder, CancellationToken cancellationToken)
    {
        var from = TimeProvider.System.GetUtcNow();
        await (inOrder ? server.StopAsync() : server.KillAsync());
        await Task.Delay(duration, TimeProvider.System, cancellationToken);
        await server.StartAsync();
        ledger.Add(new Outage(from, TimeProvider.System.GetUtcNow()));
    }

    private InjectedFault FillDisk(SmallDisk disk, Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!disk.CanFill)
        {
            return InjectedFault.Skip(fault, now, "no file system can be mounted here");
        }

        disk.Fill();
        ledger.Later(fault.Duration, disk.Free, cancellationToken);
        return new InjectedFault(
            fault, now, FormattableString.Invariant($"{Path.GetFileName(disk.Folder)} for {fault.Duration.TotalSeconds:0.0} s"));
    }
}
