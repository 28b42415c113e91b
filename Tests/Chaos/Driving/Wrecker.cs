using System.Collections.Concurrent;
using SweepCluster.Chaos.Cluster;
using SweepCluster.Chaos.Plan;
using SweepCluster.Chaos.Processes;
using SweepCluster.Chaos.Servers;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Chaos.Driving;

/// <summary>
/// Carries a plan's faults out. What takes time goes on beside the next faults, so faults overlap. A fault waits for a victim: a trial
/// process that is there, a silo that serves while another one does, so that the cluster is never down by chance but only when a fault says
/// so. Silos that end by themselves are started again, as a supervisor would.
/// </summary>
internal sealed class Wrecker(ClusterUnderTest cluster, IGrainFactory grains, Workload workload, ProcessTable processes, CampaignDiary diary)
{
    private const string TrialProgram = "scripted-trial";
    private const string NoSilo = "no two silos serve";
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan VictimPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan VictimInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SupervisorDelay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<InjectedFault> _injected = new();
    private readonly ConcurrentQueue<Outage> _outages = new();
    private readonly ConcurrentBag<Task> _underWay = [];
    private readonly ConcurrentDictionary<string, byte> _cut = new();
    private readonly CommandStorm _storm = new(grains, workload);
    private int _endedByThemselves;

    /// <summary>What came of the faults so far.</summary>
    public IReadOnlyList<InjectedFault> Injected => [.. _injected];

    /// <summary>When the cluster as a whole could not work.</summary>
    public IReadOnlyList<Outage> Outages => [.. _outages];

    /// <summary>How often a silo ended although no fault had ended it.</summary>
    public int EndedByThemselves => _endedByThemselves;

    /// <summary>Carries a plan out, and waits until everything that it broke is whole again.</summary>
    public async Task RunAsync(IReadOnlyList<Fault> plan, CancellationToken cancellationToken)
    {
        foreach (var fault in plan)
        {
            await Task.Delay(fault.Pause, TimeProvider.System, cancellationToken);
            Note(await StrikeAsync(fault, cancellationToken));
        }

        await Task.WhenAll(_underWay);
    }

    /// <summary>Starts silos again that ended by themselves, until asked to stop.</summary>
    public async Task SuperviseAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            foreach (var silo in cluster.Silos.Where(silo => silo.EndedByItself))
            {
                Interlocked.Increment(ref _endedByThemselves);
                diary.Say($"{silo.Name} ended by itself with exit code {silo.Current!.ExitCode} and is started again");
                silo.Start();
            }

            await Task.Delay(SupervisorDelay, TimeProvider.System, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private void Note(InjectedFault injected)
    {
        _injected.Enqueue(injected);
        diary.Say(injected.Skipped is { } reason
            ? $"{injected.Fault.Number,4} {injected.Fault.Kind} skipped: {reason}"
            : $"{injected.Fault.Number,4} {injected.Fault.Kind} {injected.Target}");
    }

    private async Task<InjectedFault> StrikeAsync(Fault fault, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        try
        {
            await AwaitVictimAsync(fault.Kind, cancellationToken);
            now = TimeProvider.System.GetUtcNow();
            return fault.Kind switch
            {
                FaultKind.KillTrial or FaultKind.FreezeTrial => StrikeTrial(fault, now, cancellationToken),
                FaultKind.KillSilo => KillSilos(fault, now, Chosen(fault), cancellationToken),
                FaultKind.KillCoordinator => KillSilos(fault, now, await CoordinatorAsync(fault), cancellationToken),
                FaultKind.KillAllSilos => KillSilos(fault, now, cluster.Silos.FindAll(silo => silo.IsRunning), cancellationToken),
                FaultKind.FreezeSilo => FreezeSilo(fault, now, cancellationToken),
                FaultKind.RestartSilo => RestartSilo(fault, now, cancellationToken),
                FaultKind.StopRedis => StopServer(cluster.Redis, fault, now, inOrder: fault.Choice < 0.5, cancellationToken),
                FaultKind.StopPostgres => StopServer(cluster.Postgres, fault, now, inOrder: true, cancellationToken),
                FaultKind.CrashPostgres => StopServer(cluster.Postgres, fault, now, inOrder: false, cancellationToken),
                FaultKind.FillCheckpoints => FillDisk(cluster.Checkpoints, fault, now, cancellationToken),
                FaultKind.FillHome => FillDisk(fault.Pick(cluster.Homes)!, fault, now, cancellationToken),
                FaultKind.CommandStorm or FaultKind.RepeatCommands => Command(fault, now, cancellationToken),
                FaultKind.CutNetwork => await CutAsync(fault, now, cancellationToken),
                _ => throw new InvalidOperationException($"The wrecker does not know how to do {fault.Kind}."),
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Skip(fault, now, $"{exception.GetType().Name}: {exception.Message.Split('\n')[0]}");
        }
    }

    /// <summary>The silos that may be struck: all that serve, as long as one is left.</summary>
    private List<SiloProcess> Candidates =>
        cluster.Silos.FindAll(silo => silo.Serves && !_cut.ContainsKey(silo.Name)) is { Count: > 1 } serving ? serving : [];

    private async Task AwaitVictimAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        Func<bool>? isThere = kind switch
        {
            FaultKind.KillTrial or FaultKind.FreezeTrial => () => processes.Of(TrialProgram).Count > 0,
            FaultKind.KillSilo or FaultKind.KillCoordinator or FaultKind.KillAllSilos or FaultKind.FreezeSilo
                or FaultKind.RestartSilo or FaultKind.CutNetwork => () => Candidates.Count > 0,
            FaultKind.CommandStorm or FaultKind.RepeatCommands => () => workload.Open.Count > 0,
            _ => null,
        };
        var startedAt = TimeProvider.System.GetTimestamp();
        while (isThere?.Invoke() == false && TimeProvider.System.GetElapsedTime(startedAt) < VictimPatience)
        {
            await Task.Delay(VictimInterval, TimeProvider.System, cancellationToken);
        }
    }

    private static InjectedFault Skip(Fault fault, DateTimeOffset now, string reason) => new(fault, now, "") { Skipped = reason };

    private List<SiloProcess> Chosen(Fault fault) => fault.Pick(Candidates) is { } silo ? [silo] : [];

    private InjectedFault StrikeTrial(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (fault.Pick(processes.Of(TrialProgram)) is not { } trial)
        {
            return Skip(fault, now, "no trial process runs");
        }

        if (fault.Kind == FaultKind.KillTrial)
        {
            Signals.Send(trial.Id, Signal.Kill);
            return new InjectedFault(fault, now, $"process {trial.Id}") { TrialProcess = trial.Id };
        }

        Signals.Send(trial.Id, Signal.Stop);
        Later(fault.Duration, () => Signals.Send(trial.Id, Signal.Continue), cancellationToken);
        return new InjectedFault(fault, now, FormattableString.Invariant($"process {trial.Id} for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private InjectedFault KillSilos(Fault fault, DateTimeOffset now, List<SiloProcess> silos, CancellationToken cancellationToken)
    {
        if (silos.Count == 0)
        {
            return Skip(fault, now, NoSilo);
        }

        silos.ForEach(silo => silo.End(Signal.Kill));
        _underWay.Add(Task.WhenAll(silos.Select(silo => silo.StartAgainAsync(KillPatience, fault.RestartDelay, cancellationToken))));
        if (fault.Kind == FaultKind.KillAllSilos)
        {
            _underWay.Add(NoteOutageAsync(now, cancellationToken));
        }

        return new InjectedFault(fault, now, string.Join(", ", silos.Select(silo => silo.Name))) { Silos = [.. silos.Select(silo => silo.Name)] };
    }

    /// <summary>The silo that hosts the coordinator of an open sweep; any silo when the cluster cannot say which.</summary>
    private async Task<List<SiloProcess>> CoordinatorAsync(Fault fault)
    {
        if (fault.Pick(workload.Open) is not { } sweep)
        {
            return Chosen(fault);
        }

        try
        {
            var grain = grains.GetGrain<ISweepGrain>(sweep);
            var address = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain).AsTask().WaitAsync(TimeSpan.FromSeconds(2));
            var port = address?.Endpoint.Port;
            return Candidates.FindAll(silo => silo.Place.SiloPort == port) is [var host, ..] ? [host] : Chosen(fault);
        }
        catch (Exception exception)
        {
            diary.Say($"nobody says where {sweep} is coordinated: {exception.GetType().Name}");
            return Chosen(fault);
        }
    }

    private InjectedFault FreezeSilo(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (fault.Pick(Candidates) is not { } silo)
        {
            return Skip(fault, now, NoSilo);
        }

        silo.Freeze();
        Later(fault.Duration, silo.Thaw, cancellationToken);
        return new InjectedFault(fault, now, FormattableString.Invariant($"{silo.Name} for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private InjectedFault RestartSilo(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (fault.Pick(Candidates) is not { } silo)
        {
            return Skip(fault, now, NoSilo);
        }

        silo.End(Signal.Terminate);
        _underWay.Add(StartAfterDrainAsync(silo, fault, cancellationToken));
        return new InjectedFault(fault, now, silo.Name);
    }

    private async Task StartAfterDrainAsync(SiloProcess silo, Fault fault, CancellationToken cancellationToken)
    {
        var process = silo.Current!;
        var startedAt = TimeProvider.System.GetTimestamp();
        if (await process.WaitAsync(DrainPatience))
        {
            var seconds = TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;
            diary.Say(FormattableString.Invariant($"     {silo.Name} left after {seconds:0.0} s with exit code {process.ExitCode}"));
        }

        if (!await silo.StartAgainAsync(TimeSpan.FromSeconds(1), fault.RestartDelay, cancellationToken))
        {
            diary.Say($"{silo.Name} did not drain within {DrainPatience.TotalSeconds:0} s and was killed");
        }
    }

    /// <summary>The cluster is out until a silo serves again.</summary>
    private async Task NoteOutageAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        while (!cluster.Silos.Exists(silo => silo.Serves))
        {
            await Task.Delay(VictimInterval, TimeProvider.System, cancellationToken);
        }

        var to = TimeProvider.System.GetUtcNow();
        _outages.Enqueue(new Outage(from, to));
        diary.Say(FormattableString.Invariant($"     the first silo serves again after {(to - from).TotalSeconds:0.0} s"));
    }

    private InjectedFault StopServer(
        IDatabaseServer server, Fault fault, DateTimeOffset now, bool inOrder, CancellationToken cancellationToken)
    {
        if (!server.IsRunning)
        {
            return Skip(fault, now, $"{server.Name} is down already");
        }

        _underWay.Add(StopAndStartAsync(server, fault.Duration, inOrder, cancellationToken));
        return new InjectedFault(
            fault, now, FormattableString.Invariant($"{(inOrder ? "in order" : "at once")} for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private async Task StopAndStartAsync(IDatabaseServer server, TimeSpan duration, bool inOrder, CancellationToken cancellationToken)
    {
        var from = TimeProvider.System.GetUtcNow();
        await server.StopAsync(inOrder);
        await Task.Delay(duration, TimeProvider.System, cancellationToken);
        await server.StartAsync(cancellationToken);
        _outages.Enqueue(new Outage(from, TimeProvider.System.GetUtcNow()));
    }

    private InjectedFault FillDisk(SmallDisk disk, Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!disk.CanFill)
        {
            return Skip(fault, now, "no file system can be mounted here");
        }

        disk.Fill();
        Later(fault.Duration, disk.Free, cancellationToken);
        return new InjectedFault(
            fault, now, FormattableString.Invariant($"{Path.GetFileName(disk.Folder)} for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private InjectedFault Command(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (fault.Pick(workload.Open) is not { } sweep)
        {
            return Skip(fault, now, "no sweep is open");
        }

        _underWay.Add(fault.Kind == FaultKind.CommandStorm ? _storm.BlowAsync(sweep, fault, cancellationToken) : _storm.RepeatAsync(sweep));
        return new InjectedFault(fault, now, sweep);
    }

    private async Task<InjectedFault> CutAsync(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!cluster.Network.CanCut)
        {
            return Skip(fault, now, "network namespaces are not allowed here");
        }

        if (fault.Pick(Candidates) is not { } silo)
        {
            return Skip(fault, now, NoSilo);
        }

        var index = cluster.Silos.IndexOf(silo);
        _cut[silo.Name] = 0;
        await CampaignNetwork.CutAsync(index, cancellationToken);
        _underWay.Add(MendAsync(silo, index, fault.Duration, cancellationToken));
        return new InjectedFault(fault, now, FormattableString.Invariant($"{silo.Name} for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private async Task MendAsync(SiloProcess silo, int index, TimeSpan duration, CancellationToken cancellationToken)
    {
        await Task.Delay(duration, TimeProvider.System, cancellationToken);
        await CampaignNetwork.MendAsync(index, cancellationToken);
        _cut.TryRemove(silo.Name, out _);
    }

    private void Later(TimeSpan delay, Action heal, CancellationToken cancellationToken) =>
        _underWay.Add(HealAsync(delay, heal, cancellationToken));

    private static async Task HealAsync(TimeSpan delay, Action heal, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, TimeProvider.System, cancellationToken);
        heal();
    }
}
