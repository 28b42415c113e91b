using System.Globalization;
using SweepCluster.Contracts.Events;
using SweepCluster.ScriptedTrial;

namespace SweepCluster.Chaos.Checking;

/// <summary>A report that was acknowledged to a trial process is in the log.</summary>
internal sealed class LostReportRule : IRule
{
    public string Name => "lost-report";

    public IEnumerable<Violation> Check(Evidence evidence)
    {
        var stored = evidence.Logs.SelectMany(log => log.Value.OfType<AttemptReported>().Select(report => (
            Trial: string.Create(CultureInfo.InvariantCulture, $"{log.Key}/{report.Trial}"), report.Attempt, report.Step))).ToHashSet();
        return from record in evidence.Records
               where record.What == Observed.Acknowledged && !stored.Contains((record.Trial, record.Attempt, record.Step))
               select new Violation(
                   Name,
                   string.Create(CultureInfo.InvariantCulture, $"{record.Trial}#{record.Attempt}"),
                   $"the report of step {record.Step} was acknowledged to process {record.Process} at {record.Time:O} and is not in the log");
    }
}
