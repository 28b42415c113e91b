using System.Collections.Concurrent;
using SweepCluster.Chaos.Cluster;
using SweepCluster.Chaos.Plan;
using SweepCluster.Chaos.Processes;
using SweepCluster.Chaos.Servers;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Chaos.Driving;

/// <summary>
/// Breaks silos: one that serves while another one does, so that the cluster is never down by chance but only when a fault says so. Silos
/// that end by themselves are started again, as a supervisor would.
/// </summary>
internal sealed class SiloBreaker(ClusterUnderTest cluster, IGrainFactory grains, Workload workload, FaultLedger ledger, CampaignDiary diary)
{
    private const string NoSilo = "no two silos serve";
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan SupervisorDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, byte> _cut = new();
    private int _endedByThemselves;

    /// <summary>How often a silo ended although no fault had ended it.</summary>
    public int EndedByThemselves => _endedByThemselves;

    /// <summary>True when there is a silo that may be struck.</summary>
    public bool HasVictim => Candidates.Count > 0;

    /// <summary>The silos that may be struck: all that serve, as long as one is left.</summary>
    private List<SiloProcess> Candidates =>
        cluster.Silos.FindAll(silo => silo.Serves && !_cut.ContainsKey(silo.Name)) is { Count: > 1 } serving ? serving : [];

    /// <summary>Carries a fault of silos out.</summary>
    public async Task<InjectedFault> StrikeAsync(Fault fault, DateTimeOffset now, CancellationToken cancellationToken) => fault.Kind switch
    {
        FaultKind.KillSilo => KillSilos(fault, now, Chosen(fault), cancellationToken),
        FaultKind.KillCoordinator => KillSilos(fault, now, await CoordinatorAsync(fault), cancellationToken),
        FaultKind.KillAllSilos => KillSilos(fault, now, cluster.Silos.FindAll(silo => silo.IsRunning), cancellationToken),
        FaultKind.FreezeSilo => FreezeSilo(fault, now, cancellationToken),
        FaultKind.RestartSilo => RestartSilo(fault, now, cancellationToken),
        FaultKind.CutNetwork => await CutAsync(fault, now, cancellationToken),
        FaultKind.StepClock => StepClock(fault, now, cancellationToken),
        _ => throw new InvalidOperationException($"{fault.Kind} is no fault of silos."),
    };

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

    private List<SiloProcess> Chosen(Fault fault) => fault.Pick(Candidates) is { } silo ? [silo] : [];

    private InjectedFault KillSilos(Fault fault, DateTimeOffset now, List<SiloProcess> silos, CancellationToken cancellationToken)
    {
        if (silos.Count == 0)
        {
            return InjectedFault.Skip(fault, now, NoSilo);
        }

        silos.ForEach(silo => silo.End(Signal.Kill));
        ledger.Add(Task.WhenAll(silos.Select(silo => silo.StartAgainAsync(KillPatience, fault.RestartDelay, cancellationToken))));
        if (fault.Kind == FaultKind.KillAllSilos)
        {
            ledger.Add(NoteOutageAsync(now, cancellationToken));
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
            return InjectedFault.Skip(fault, now, NoSilo);
        }

        silo.Freeze();
        ledger.Later(fault.Duration, silo.Thaw, cancellationToken);
        return new InjectedFault(fault, now, FormattableString.Invariant($"{silo.Name} for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private InjectedFault StepClock(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (SteppedClock.Library is null)
        {
            return InjectedFault.Skip(fault, now, SteppedClock.Missing);
        }

        if (Candidates.Find(silo => silo.Clock is not null) is not { Clock: { } clock } silo)
        {
            return InjectedFault.Skip(fault, now, "the silo whose clock can be set does not serve");
        }

        clock.Step(fault.ClockStep);
        ledger.Later(fault.Duration, clock.SetRight, cancellationToken);
        return new InjectedFault(
            fault, now, FormattableString.Invariant($"{silo.Name} by {fault.ClockStep.TotalSeconds:+0;-0} s for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private InjectedFault RestartSilo(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (fault.Pick(Candidates) is not { } silo)
        {
            return InjectedFault.Skip(fault, now, NoSilo);
        }

        silo.End(Signal.Terminate);
        ledger.Add(StartAfterDrainAsync(silo, fault, cancellationToken));
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
            await Task.Delay(LookInterval, TimeProvider.System, cancellationToken);
        }

        var to = TimeProvider.System.GetUtcNow();
        ledger.Add(new Outage(from, to));
        diary.Say(FormattableString.Invariant($"     the first silo serves again after {(to - from).TotalSeconds:0.0} s"));
    }

    private async Task<InjectedFault> CutAsync(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!cluster.Network.CanCut)
        {
            return InjectedFault.Skip(fault, now, "network namespaces are not allowed here");
        }

        if (fault.Pick(Candidates) is not { } silo)
        {
            return InjectedFault.Skip(fault, now, NoSilo);
        }

        var index = cluster.Silos.IndexOf(silo);
        _cut[silo.Name] = 0;
        await CampaignNetwork.CutAsync(index, cancellationToken);
        ledger.Add(MendAsync(silo, index, fault.Duration, cancellationToken));
        return new InjectedFault(fault, now, FormattableString.Invariant($"{silo.Name} for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private async Task MendAsync(SiloProcess silo, int index, TimeSpan duration, CancellationToken cancellationToken)
    {
        await Task.Delay(duration, TimeProvider.System, cancellationToken);
        await CampaignNetwork.MendAsync(index, cancellationToken);
        _cut.TryRemove(silo.Name, out _);
    }
}
