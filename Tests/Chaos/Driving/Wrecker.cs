using SweepCluster.Chaos.Plan;
using SweepCluster.Chaos.Processes;

namespace SweepCluster.Chaos.Driving;

/// <summary>
/// Carries a plan's faults out. A fault waits until its victim is there. What takes time goes on beside the next faults, so faults overlap.
/// </summary>
internal sealed class Wrecker(
    SiloBreaker silos, StoreBreaker stores, CommandStorm storm, Workload workload, ProcessTable processes, FaultLedger ledger, CampaignDiary diary)
{
    private const string TrialProgram = "scripted-trial";
    private static readonly TimeSpan VictimPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan VictimInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Carries a plan out until so many faults were done, and waits until everything that they broke is whole again.</summary>
    public async Task RunAsync(IEnumerable<Fault> plan, int wanted, CancellationToken cancellationToken)
    {
        foreach (var fault in plan)
        {
            await Task.Delay(fault.Pause, TimeProvider.System, cancellationToken);
            await AwaitVictimAsync(fault.Kind, cancellationToken);
            Note(await TryStrikeAsync(fault, TimeProvider.System.GetUtcNow(), cancellationToken));
            if (ledger.DoneCount >= wanted)
            {
                break;
            }
        }

        await ledger.WhenWholeAsync();
    }

    private void Note(InjectedFault injected)
    {
        ledger.Add(injected);
        diary.Say(injected.Skipped is { } reason
            ? $"{injected.Fault.Number,4} {injected.Fault.Kind} skipped: {reason}"
            : $"{injected.Fault.Number,4} {injected.Fault.Kind} {injected.Target}");
    }

    /// <summary>A fault that cannot be done does not end the campaign.</summary>
    private async Task<InjectedFault> TryStrikeAsync(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await StrikeAsync(fault, now, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return InjectedFault.Skip(fault, now, $"{exception.GetType().Name}: {exception.Message.Split('\n')[0]}");
        }
    }

    private async Task<InjectedFault> StrikeAsync(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.KillTrial or FaultKind.FreezeTrial:
                return StrikeTrial(fault, now, cancellationToken);
            case FaultKind.CommandStorm or FaultKind.RepeatCommands:
                return Command(fault, now, cancellationToken);
            case var kind when IsOfSilos(kind):
                return await silos.StrikeAsync(fault, now, cancellationToken);
            default:
                return stores.Strike(fault, now, cancellationToken);
        }
    }

    private async Task AwaitVictimAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (!HasVictim(kind) && TimeProvider.System.GetElapsedTime(startedAt) < VictimPatience)
        {
            await Task.Delay(VictimInterval, TimeProvider.System, cancellationToken);
        }
    }

    private bool HasVictim(FaultKind kind) => kind switch
    {
        FaultKind.KillTrial or FaultKind.FreezeTrial => processes.Of(TrialProgram).Count > 0,
        FaultKind.CommandStorm or FaultKind.RepeatCommands => workload.Open.Count > 0,
        _ => !IsOfSilos(kind) || silos.HasVictim,
    };

    private static bool IsOfSilos(FaultKind kind) => kind is FaultKind.KillSilo or FaultKind.KillCoordinator or FaultKind.KillAllSilos
        or FaultKind.FreezeSilo or FaultKind.RestartSilo or FaultKind.CutNetwork or FaultKind.StepClock;

    private InjectedFault StrikeTrial(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (fault.Pick(processes.Of(TrialProgram)) is not { } trial)
        {
            return InjectedFault.Skip(fault, now, "no trial process runs");
        }

        if (fault.Kind == FaultKind.KillTrial)
        {
            Signals.Send(trial.Id, Signal.Kill);
            return new InjectedFault(fault, now, $"process {trial.Id}") { TrialProcess = trial.Id };
        }

        Signals.Send(trial.Id, Signal.Stop);
        ledger.Later(fault.Duration, () => Signals.Send(trial.Id, Signal.Continue), cancellationToken);
        return new InjectedFault(fault, now, FormattableString.Invariant($"process {trial.Id} for {fault.Duration.TotalSeconds:0.0} s"));
    }

    private InjectedFault Command(Fault fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (fault.Pick(workload.Open) is not { } sweep)
        {
            return InjectedFault.Skip(fault, now, "no sweep is open");
        }

        ledger.Add(fault.Kind == FaultKind.CommandStorm ? storm.BlowAsync(sweep, fault, cancellationToken) : storm.RepeatAsync(sweep));
        return new InjectedFault(fault, now, sweep);
    }
}
