using SweepCluster.Contracts.Events;
using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>How evenly sweeps got slots while all of them had enough work.</summary>
internal static class Fairness
{
    /// <summary>Jain's index of the slot time per weight: 1 when all are served alike, 1/n when one gets everything (Jain et al. 1984).</summary>
    public static double Jain(World world)
    {
        var shares = world.Logs.Zip(SlotSeconds(world), (log, seconds) => seconds / log.Plan.Weight).ToList();
        return Math.Pow(shares.Sum(), 2) / (shares.Count * shares.Sum(share => share * share));
    }

    /// <summary>Each sweep's slot time, in seconds, from the first time that all had work to the last trial of any of them.</summary>
    public static IReadOnlyList<double> SlotSeconds(World world)
    {
        var from = world.Logs.Max(log => VirtualTime.SinceStart(log.Events[0].Time));
        var to = world.Logs.Min(log => VirtualTime.SinceStart(log.Events.OfType<TrialSuggested>().Last().Time));
        return [.. world.Logs.Select(log => SlotSeconds(log, from, to))];
    }

    private static double SlotSeconds(SweepLog log, TimeSpan from, TimeSpan to)
    {
        var (seconds, running, since) = (0.0, 0, from);
        foreach (var e in log.Events)
        {
            var now = VirtualTime.SinceStart(e.Time);
            now = now < from ? from : now > to ? to : now;
            seconds += running * (now - since).TotalSeconds;
            since = now;
            running += e is AttemptStarted ? 1 : e is AttemptEnded ? -1 : 0;
        }

        return seconds;
    }
}
