using SweepCluster.Chaos.Checking;
using SweepCluster.Chaos.Driving;
using SweepCluster.Chaos.Plan;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.ScriptedTrial;

namespace SweepCluster.Chaos.Reporting;

/// <summary>Sums a campaign up.</summary>
internal static class ReportWriter
{
    /// <summary>The report.</summary>
    /// <param name="options">What the campaign was asked for.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="evidence">What it left behind.</param>
    /// <param name="faults">What came of its plan.</param>
    /// <param name="violations">What the checker and the campaign itself have found.</param>
    /// <param name="notDone">What cannot be done here.</param>
    /// <param name="endedByThemselves">How often a silo ended although no fault had ended it.</param>
    public static CampaignReport Write(
        CampaignOptions options,
        TimeSpan duration,
        Evidence evidence,
        IReadOnlyList<InjectedFault> faults,
        IReadOnlyList<Violation> violations,
        IReadOnlyList<string> notDone,
        int endedByThemselves)
    {
        var measurements = new Measurements(evidence, faults);
        var (worked, wasted) = measurements.StepSeconds();
        var events = evidence.Logs.Values.SelectMany(log => log).ToArray();
        return new CampaignReport
        {
            Name = options.Name,
            Seed = options.Seed,
            Time = TimeProvider.System.GetUtcNow(),
            Seconds = Math.Round(duration.TotalSeconds, 1),
            Faults = Count(faults.Where(fault => fault.Skipped is null).Select(fault => fault.Fault.Kind.ToString())),
            Skipped = [.. faults.Where(fault => fault.Skipped is not null).Select(fault => $"{fault.Fault.Number} {fault.Fault.Kind}: {fault.Skipped}")],
            NotDone = notDone,
            Sweeps = evidence.Logs.Count,
            Trials = events.OfType<TrialSuggested>().Count(),
            Attempts = evidence.Attempts.Count,
            Outcomes = Count(events.OfType<AttemptEnded>().Select(ended => NameOf(ended.Outcome))),
            Reports = events.OfType<AttemptReported>().Count(),
            Acknowledged = evidence.Records.Count(record => record.What == Observed.Acknowledged),
            Lost = violations.Count(violation => violation.Rule == new LostReportRule().Name),
            Doubled = violations.Count(violation => violation.Rule == new DoubledReportRule().Name),
            SiloRecovery = Spread.Of(measurements.SiloRecoveries()),
            ClusterRecovery = Spread.Of(measurements.ClusterRecoveries()),
            TrialRecovery = Spread.Of(measurements.TrialRecoveries()),
            SlotRecovery = Spread.Of(measurements.SlotRecoveries()),
            StepSeconds = worked,
            WastedSeconds = wasted,
            SilosEndedByThemselves = endedByThemselves,
            Violations = violations,
        };
    }

    private static SortedDictionary<string, int> Count(IEnumerable<string> names) =>
        new(names.GroupBy(name => name).ToDictionary(same => same.Key, same => same.Count()), StringComparer.Ordinal);

    private static string NameOf(AttemptOutcome outcome) => outcome switch
    {
        FailedOutcome failed => $"failed {failed.Reason}",
        AbandonedOutcome abandoned => $"abandoned {abandoned.Reason}",
        _ => outcome.GetType().Name.Replace("Outcome", "", StringComparison.Ordinal).ToLowerInvariant(),
    };
}
