using SweepCluster.Chaos.Checking;
using SweepCluster.Chaos.Cluster;
using SweepCluster.Chaos.Plan;
using SweepCluster.Chaos.Processes;
using SweepCluster.Chaos.Reporting;

namespace SweepCluster.Chaos.Driving;

/// <summary>One campaign from start to verdict.</summary>
internal sealed class Campaign(CampaignOptions options, string folder, CampaignDiary diary)
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FinishPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(90);

    /// <summary>
    /// So long must all silos serve before the cluster counts as calm. After a cut, connections wait up to half a minute before they send
    /// again, and until then silos may take each other for dead.
    /// </summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan CalmPatience = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly string _mark = FormattableString.Invariant($"chaos-{options.Seed}-{Environment.ProcessId}");
    private readonly List<Violation> _violations = [];

    private string Observers => Path.Combine(folder, "observers");

    /// <summary>Runs it and sums it up.</summary>
    public async Task<CampaignReport> RunAsync(IReadOnlyList<Fault> plan, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        Directory.CreateDirectory(Observers);
        var processes = new ProcessTable(_mark);
        var factory = new SweepFactory(options.Seed, SourceTree.ScriptedTrial, Observers);
        await using var cluster = await ClusterUnderTest.StartAsync(options, folder, _mark, cancellationToken);
        diary.Say($"servers and {cluster.Silos.Count} silos are started below {folder}");
        var ledger = new FaultLedger();
        var endedByThemselves = await DriveAsync(cluster, factory, processes, ledger, plan, cancellationToken);
        await LeaveAsync(cluster);
        FindLeftovers(processes);
        var evidence = new Evidence(
            await EventLogReader.ReadAsync(cluster.Place.Postgres, cancellationToken), ObserverReader.ReadAll(Observers), ledger.Outages);
        _violations.AddRange(Checker.Check(evidence));
        if (_violations.Count > 0 || options.KeepsLogs)
        {
            EvidenceArchive.Save(Path.Combine(options.ReportFolder, options.Name), folder, cluster, evidence);
        }

        return ReportWriter.Write(
            options,
            TimeProvider.System.GetElapsedTime(startedAt),
            evidence,
            ledger.Injected,
            _violations,
            NotDone(),
            endedByThemselves);
    }

    /// <summary>Keeps sweeps running through all faults and then to their end; answers how often a silo ended by itself.</summary>
    private async Task<int> DriveAsync(
        ClusterUnderTest cluster,
        SweepFactory factory,
        ProcessTable processes,
        FaultLedger ledger,
        IReadOnlyList<Fault> plan,
        CancellationToken cancellationToken)
    {
        await using var client = await ConnectAsync(cluster, cancellationToken);
        await AwaitSilosAsync(cluster, cancellationToken);
        await EventLogReader.StampAsync(cluster.Place.Postgres, cancellationToken);
        diary.Say("all silos serve");
        var workload = new Workload(client.Grains, factory, diary);
        var silos = new SiloBreaker(cluster, client.Grains, workload, ledger, diary);
        var storm = new CommandStorm(client.Grains, workload);
        var wrecker = new Wrecker(silos, new StoreBreaker(cluster, ledger), storm, workload, processes, ledger, diary);
        using var faultsOver = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var sweepsOver = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var submitting = workload.RunAsync(faultsOver.Token);
        var supervising = silos.SuperviseAsync(sweepsOver.Token);
        await wrecker.RunAsync(plan, options.Faults, cancellationToken);
        await faultsOver.CancelAsync();
        await submitting;
        diary.Say($"all faults are over; {workload.Open.Count} sweeps run to their end");
        var open = await workload.FinishAsync(FinishPatience, cancellationToken);
        _violations.AddRange(open.Select(sweep => new Violation(
            "unfinished", sweep.Id, $"it is {sweep.Status} after {FinishPatience.TotalSeconds:0} s without faults, with {sweep.Finished} of {sweep.Trials} trials over")));
        await AwaitCalmAsync(cluster, cancellationToken);
        await sweepsOver.CancelAsync();
        await supervising;
        return silos.EndedByThemselves;
    }

    /// <summary>Waits until all silos are members; one that is not in time is a violation.</summary>
    private async Task AwaitSilosAsync(ClusterUnderTest cluster, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (cluster.Silos.Find(silo => !silo.Serves) is { } missing)
        {
            if (TimeProvider.System.GetElapsedTime(startedAt) > ConnectPatience)
            {
                _violations.Add(new Violation("join", missing.Name, $"it does not serve after {ConnectPatience.TotalSeconds:0} s without faults"));
                return;
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits until no silo has ended for a while; when that takes too long it is a violation.</summary>
    private async Task AwaitCalmAsync(ClusterUnderTest cluster, CancellationToken cancellationToken)
    {
        var (startedAt, calmSince) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetTimestamp());
        while (TimeProvider.System.GetElapsedTime(calmSince) < Calm)
        {
            if (cluster.Silos.Find(silo => !silo.Serves) is { } missing)
            {
                if (TimeProvider.System.GetElapsedTime(startedAt) > CalmPatience)
                {
                    _violations.Add(new Violation("join", missing.Name, $"silos still come and go {CalmPatience.TotalSeconds:0} s after the last fault"));
                    return;
                }

                await AwaitSilosAsync(cluster, cancellationToken);
                calmSince = TimeProvider.System.GetTimestamp();
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<CampaignClient> ConnectAsync(ClusterUnderTest cluster, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectPatience);
        try
        {
            return await CampaignClient.ConnectAsync(cluster.Place, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var silo = cluster.Silos[0];
            throw new InvalidOperationException(
                $"No silo answered within {ConnectPatience.TotalSeconds:0} s; {silo.Name} {(silo.IsRunning ? "runs" : $"ended with {silo.Current!.ExitCode}")}.");
        }
    }

    /// <summary>Asks the silos to leave; one that is told so drains and ends with 0.</summary>
    private async Task LeaveAsync(ClusterUnderTest cluster)
    {
        diary.Say("the silos leave");
        cluster.Silos.ForEach(silo => silo.End(Signal.Terminate));
        foreach (var silo in cluster.Silos)
        {
            var process = silo.Current!;
            if (!await process.WaitAsync(LeavePatience))
            {
                _violations.Add(new Violation("leave", silo.Name, $"it still ran {LeavePatience.TotalSeconds:0} s after SIGTERM"));
                silo.End(Signal.Kill);
                await process.WaitAsync(LeavePatience);
            }
            else if (process.ExitCode != 0)
            {
                _violations.Add(new Violation("leave", silo.Name, $"it ended with exit code {process.ExitCode} after SIGTERM"));
            }
        }
    }

    /// <summary>With all silos gone, only the servers may be left.</summary>
    private void FindLeftovers(ProcessTable processes)
    {
        foreach (var left in processes.All().Where(process => !IsServer(process)))
        {
            _violations.Add(new Violation("left-over", FormattableString.Invariant($"process {left.Id}"), left.CommandLine));
            Signals.Send(left.Id, Signal.Kill);
        }

        bool IsServer(RunningProcess process) =>
            process.CommandLine.Contains("postgres", StringComparison.Ordinal)
            || process.CommandLine.Contains("redis-server", StringComparison.Ordinal);
    }

    private List<string> NotDone()
    {
        List<string> missing = [];
        if (SteppedClock.Library is null)
        {
            missing.Add($"clock steps: {SteppedClock.Missing}");
        }

        if (!options.IsInside)
        {
            missing.Add("network cuts and full disks: namespaces are not allowed on this machine");
        }

        return missing;
    }
}
