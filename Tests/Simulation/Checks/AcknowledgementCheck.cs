using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>What was acknowledged to an attempt is in the log, whoever was lost afterwards.</summary>
internal static class AcknowledgementCheck
{
    public static IEnumerable<string> Violations(World world)
    {
        var reports = new HashSet<(AttemptId Attempt, int Step)>();
        var ends = new HashSet<AttemptId>();
        foreach (var log in world.Logs)
        {
            foreach (var e in log.Events)
            {
                if (e is AttemptReported reported)
                {
                    reports.Add((new AttemptId(new TrialId(log.Id, reported.Trial), reported.Attempt), reported.Step));
                }
                else if (e is AttemptEnded ended)
                {
                    ends.Add(new AttemptId(new TrialId(log.Id, ended.Trial), ended.Attempt));
                }
            }
        }

        return world.Journal.AcknowledgedReports.Except(reports).Select(lost => $"the acknowledged report of {lost.Attempt} at step {lost.Step} is lost")
            .Concat(world.Journal.AcknowledgedEnds.Except(ends).Select(lost => $"the acknowledged end of {lost} is lost"));
    }
}
