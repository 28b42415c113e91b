using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;
using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>
/// A sweep with work gets a slot when the longest attempt has ended at the latest. Holds for sweeps of equal priority that may use all
/// slots, when the sweep's fair share is at least one slot.
/// </summary>
internal static class StarvationCheck
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public static IEnumerable<string> Violations(World world, IReadOnlyList<WorkTimes> works)
    {
        var plans = world.Plan.Sweeps;
        if (!world.Plan.Faults.IsQuiet || plans.Any(plan => plan.Device != DeviceKind.Any || plan.Memory is not null || plan.Priority != plans[0].Priority))
        {
            return [];
        }

        var (slots, weights) = (world.Plan.Silos.Sum(silo => silo.Cpu + silo.Gpu), plans.Sum(plan => plan.Weight));
        var bound = TimeSpan.FromSeconds(plans.Max(plan => plan.Steps * plan.StepSeconds * 1.5)) + Slack;
        return works.Where(work => slots * work.Log.Plan.Weight / weights >= 1).SelectMany(work => Hungry(work, bound));
    }

    private static IEnumerable<string> Hungry(WorkTimes work, TimeSpan bound)
    {
        var (running, since) = (0, TimeSpan.Zero);
        foreach (var e in work.Log.Events)
        {
            var now = VirtualTime.SinceStart(e.Time);
            if (running == 0 && work.LongestWithin(since, now) > bound)
            {
                yield return $"{work.Log.Id} had work and no slot from {since} to {now}";
            }

            (running, since) = (running + Change(e), now);
        }
    }

    private static int Change(SweepEvent e) => e is AttemptStarted ? 1 : e is AttemptEnded ? -1 : 0;
}
