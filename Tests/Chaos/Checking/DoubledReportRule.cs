using System.Globalization;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Chaos.Checking;

/// <summary>No report is in the log twice, however often it was sent.</summary>
internal sealed class DoubledReportRule : IRule
{
    public string Name => "doubled-report";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        from log in evidence.Logs
        from same in log.Value.OfType<AttemptReported>().GroupBy(report => (report.Trial, report.Attempt, report.Step))
        where same.Count() > 1
        select new Violation(
            Name,
            string.Create(CultureInfo.InvariantCulture, $"{log.Key}/{same.Key.Trial}#{same.Key.Attempt}"),
            $"step {same.Key.Step} is there in events {string.Join(", ", same.Select(report => report.Sequence))}");
}
