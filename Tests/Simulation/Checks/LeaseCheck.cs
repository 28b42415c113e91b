using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>
/// No trial is called running for longer than lease, grace and detection after its attempt was last heard of, and no process trains for
/// longer than the self-fence allows after its attempt was given up. Times in which the sweep had no activation do not count: a lost one
/// comes back with the next call, and nothing says when that is.
/// </summary>
internal static class LeaseCheck
{
    private static readonly TimeSpan Detection = TimeSpan.FromSeconds(2);

    public static IEnumerable<string> Violations(SweepLog log, World world)
    {
        var endings = Endings(log);
        return Silent(log, world, endings).Concat(Zombies(log, world, endings));
    }

    private static IEnumerable<string> Silent(SweepLog log, World world, Dictionary<AttemptId, (TimeSpan From, TimeSpan To)> endings)
    {
        var activations = world.Journal.Activations.Where(entry => entry.Sweep == log.Id).Select(entry => entry.At).ToList();
        foreach (var (attempt, (from, to)) in endings)
        {
            var heard = world.Journal.Sent.GetValueOrDefault(attempt)?.Where(at => at <= to).Append(from).Max() ?? from;
            var renewals = 1 + activations.Count(at => at > heard && at <= to);
            var absent = world.Journal.Absences.Where(absence => absence.Sweep == log.Id && absence.From < to && absence.To > heard)
                .Aggregate(TimeSpan.Zero, (sum, absence) => sum + absence.To - absence.From);
            if (to - heard - absent > (Timings.Lease + Timings.LeaseGrace + Detection + SlowestMessage(world)) * renewals)
            {
                yield return $"{attempt} was called running until {to}, though it was last heard of at {heard}";
            }
        }
    }

    private static IEnumerable<string> Zombies(SweepLog log, World world, Dictionary<AttemptId, (TimeSpan From, TimeSpan To)> endings)
    {
        var fence = world.Plan.Faults.IsQuiet
            ? Timings.RenewInterval + Detection
            : Timings.SelfFence + Timings.RenewInterval + (Network.CallTimeout * 2) + SlowestMessage(world);
        foreach (var hold in world.Journal.Holds.Where(hold => hold.Lease.Attempt.Trial.Sweep == log.Id))
        {
            var (attempt, stoppedAt) = (hold.Lease.Attempt, hold.StoppedAt ?? world.Time.Now);
            var end = endings.TryGetValue(attempt, out var ending) ? ending.To : world.Time.Now;
            end = end > hold.ClaimedAt ? end : hold.ClaimedAt;
            if (stoppedAt - end > fence && !world.Journal.IsFrozen(hold.Address, end, stoppedAt))
            {
                yield return $"{attempt} was given up at {end} and trained until {stoppedAt}";
            }
        }
    }

    private static Dictionary<AttemptId, (TimeSpan From, TimeSpan To)> Endings(SweepLog log)
    {
        var starts = new Dictionary<AttemptId, TimeSpan>();
        var endings = new Dictionary<AttemptId, (TimeSpan From, TimeSpan To)>();
        foreach (var e in log.Events)
        {
            if (e is AttemptStarted started)
            {
                starts[Id(log, started.Trial, started.Attempt)] = VirtualTime.SinceStart(e.Time);
            }
            else if (e is AttemptEnded ended && Id(log, ended.Trial, ended.Attempt) is var id && starts.TryGetValue(id, out var from))
            {
                endings[id] = (from, VirtualTime.SinceStart(e.Time));
            }
        }

        return endings;
    }

    private static TimeSpan SlowestMessage(World world) =>
        world.Plan.Faults.Slow > 0 ? Network.LongestSlowDelay : TimeSpan.Zero;

    private static AttemptId Id(SweepLog log, int trial, int attempt) => new(new TrialId(log.Id, trial), attempt);
}
