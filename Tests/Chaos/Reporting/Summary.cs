namespace SweepCluster.Chaos.Reporting;

/// <summary>A report for people.</summary>
internal static class Summary
{
    private const int ViolationsShown = 40;

    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Lines(CampaignReport report) =>
    [
        FormattableString.Invariant($"seed {report.Seed}: {report.Faults.Values.Sum()} faults in {report.Seconds:0} s, {report.Skipped.Count} skipped"),
        .. report.Faults.Select(kind => FormattableString.Invariant($"  {kind.Key,-16} {kind.Value,4}")),
        .. report.NotDone.Select(line => $"  not done: {line}"),
        FormattableString.Invariant($"sweeps {report.Sweeps}, trials {report.Trials}, attempts {report.Attempts}, reports {report.Reports} ({report.Acknowledged} acknowledged)"),
        $"attempts ended: {string.Join(", ", report.Outcomes.Select(outcome => FormattableString.Invariant($"{outcome.Key} {outcome.Value}")))}",
        $"next attempt after a silo was killed: {report.SiloRecovery}",
        $"next attempt after all silos were killed: {report.ClusterRecovery}",
        $"next attempt after a trial process was killed: {report.TrialRecovery}",
        $"next attempt on the slot of a killed trial process: {report.SlotRecovery}",
        FormattableString.Invariant($"step seconds {report.StepSeconds:0}, of them worked again {report.WastedSeconds:0} ({Percent(report):0.0} %)"),
        FormattableString.Invariant($"silos that ended by themselves: {report.SilosEndedByThemselves}"),
        FormattableString.Invariant($"lost {report.Lost}, doubled {report.Doubled}, violations {report.Violations.Count}"),
        .. report.Violations.Take(ViolationsShown).Select(violation => $"  VIOLATION {violation.Rule}: {violation.Where}: {violation.Text}"),
    ];

    private static double Percent(CampaignReport report) =>
        report.StepSeconds > 0 ? 100 * report.WastedSeconds / report.StepSeconds : 0;
}
