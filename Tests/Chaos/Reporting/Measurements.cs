using SweepCluster.Chaos.Checking;
using SweepCluster.Chaos.Plan;
using SweepCluster.Contracts.Events;
using SweepCluster.ScriptedTrial;

namespace SweepCluster.Chaos.Reporting;

/// <summary>What a campaign's evidence says about speed and waste.</summary>
internal sealed class Measurements(Evidence evidence, IReadOnlyList<InjectedFault> faults)
{
    /// <summary>From the kill of a silo to the next attempt of each trial that ran on it, in seconds.</summary>
    public IEnumerable<double> SiloRecoveries() => RecoveriesFrom(kind => kind != FaultKind.KillAllSilos);

    /// <summary>From the kill of all silos to the next attempt of each trial that ran, in seconds.</summary>
    public IEnumerable<double> ClusterRecoveries() => RecoveriesFrom(kind => kind == FaultKind.KillAllSilos);

    /// <summary>
    /// From the kill of a trial process to its trial's next attempt, in seconds. It counts the wait while the slot works for a sweep that is owed it.
    /// </summary>
    public IEnumerable<double> TrialRecoveries() =>
        from kill in KilledAttempts()
        let seconds = SecondsToNext(kill.Attempt, kill.Time)
        where seconds is not null
        select seconds.Value;

    /// <summary>From the kill of a trial process to the next attempt on its slot, of whatever trial, in seconds.</summary>
    public IEnumerable<double> SlotRecoveries() =>
        from kill in KilledAttempts()
        let next = evidence.Attempts
            .Where(attempt => attempt.Started.Slot == kill.Attempt.Started.Slot && attempt.Started.Time > kill.Time)
            .MinBy(attempt => attempt.Started.Time)
        where next is not null
        select (next.Started.Time - kill.Time).TotalSeconds;

    /// <summary>The time worked on steps, and the part of it that was worked again.</summary>
    public (double Worked, double Wasted) StepSeconds()
    {
        var steps = evidence.Records.Where(record => record.What == Observed.StepDone).ToArray();
        var worked = steps.Sum(step => step.Seconds ?? 0);
        var needed = steps.GroupBy(step => (step.Trial, step.Step)).Sum(same => same.First().Seconds ?? 0);
        return (Math.Round(worked, 1), Math.Round(worked - needed, 1));
    }

    /// <summary>The attempts whose process was killed while they ran, and when.</summary>
    private IEnumerable<(LoggedAttempt Attempt, DateTimeOffset Time)> KilledAttempts() =>
        from fault in faults
        where fault.TrialProcess is not null
        let last = evidence.Records.LastOrDefault(record => record.Process == fault.TrialProcess && record.Time <= fault.Time)
        where last is not null && last.What != Observed.Ended
        from attempt in evidence.Attempts
        where attempt.Trial == last.Trial && attempt.Started.Attempt == last.Attempt && RunsAt(attempt, fault.Time)
        select (attempt, fault.Time);

    private IEnumerable<double> RecoveriesFrom(Predicate<FaultKind> isWanted) =>
        from attempt in evidence.Attempts
        let killer = KillerOf(attempt)
        where killer is not null && isWanted(killer.Fault.Kind)
        let seconds = SecondsToNext(attempt, killer.Time)
        where seconds is not null
        select seconds.Value;

    /// <summary>The first kill of the attempt's silo while it ran: kills of the silo's successors while nobody had noticed yet are not its own.</summary>
    private InjectedFault? KillerOf(LoggedAttempt attempt) => faults
        .Where(fault => fault.Silos.Contains(attempt.Started.Slot.Silo) && RunsAt(attempt, fault.Time))
        .MinBy(fault => fault.Time);

    private static bool RunsAt(LoggedAttempt attempt, DateTimeOffset time) =>
        attempt.Started.Time < time && !(attempt.Ended?.Time <= time);

    /// <summary>The seconds until the trial's next attempt; null when there is none, or when somebody had paused the sweep meanwhile.</summary>
    private double? SecondsToNext(LoggedAttempt attempt, DateTimeOffset time)
    {
        var log = evidence.Logs[attempt.Sweep];
        var next = log.OfType<AttemptStarted>().FirstOrDefault(
            start => start.Trial == attempt.Started.Trial && start.Attempt == attempt.Started.Attempt + 1);
        return next is null || log.Any(e => e is SweepPaused && e.Sequence > attempt.Started.Sequence && e.Sequence < next.Sequence)
            ? null
            : (next.Time - time).TotalSeconds;
    }
}
