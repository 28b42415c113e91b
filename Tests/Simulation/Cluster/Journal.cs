using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>
/// What really happened in the world, written down where it happened and not by the parts under test: the checks compare it with the
/// event logs.
/// </summary>
internal sealed class Journal(VirtualTime time)
{
    private readonly Dictionary<SlotOffer, TimeSpan> _idleSince = [];
    private readonly Dictionary<string, TimeSpan> _absentSince = [];

    public List<SlotHold> Holds { get; } = [];

    public List<IdleTime> IdleTimes { get; } = [];

    /// <summary>When attempts said something to their sweep, whether it arrived or not.</summary>
    public Dictionary<AttemptId, List<TimeSpan>> Sent { get; } = [];

    /// <summary>The reports that the sweep acknowledged to the attempt, by step.</summary>
    public HashSet<(AttemptId Attempt, int Step)> AcknowledgedReports { get; } = [];

    /// <summary>The outcomes that attempts wanted to end with.</summary>
    public Dictionary<AttemptId, AttemptOutcome> Outcomes { get; } = [];

    /// <summary>The attempts whose end the sweep accepted.</summary>
    public HashSet<AttemptId> AcknowledgedEnds { get; } = [];

    /// <summary>When a sweep got a new activation.</summary>
    public List<(string Sweep, TimeSpan At)> Activations { get; } = [];

    /// <summary>When a sweep had no activation.</summary>
    public List<(string Sweep, TimeSpan From, TimeSpan To)> Absences { get; } = [];

    /// <summary>When silos, by address, were frozen.</summary>
    public List<(string Address, TimeSpan From, TimeSpan To)> Freezes { get; } = [];

    /// <summary>Messages of attempts that were refused because another attempt was the current one.</summary>
    public int FencedCount { get; set; }

    public void Say(AttemptId attempt)
    {
        if (!Sent.TryGetValue(attempt, out var times))
        {
            Sent[attempt] = times = [];
        }

        times.Add(time.Now);
    }

    public SlotHold Claimed(Lease lease, string address)
    {
        var hold = new SlotHold(lease, address, time.Now);
        Holds.Add(hold);
        return hold;
    }

    public void AbsenceBegins(string sweep) => _absentSince.TryAdd(sweep, time.Now);

    public void AbsenceEnds(string sweep)
    {
        if (_absentSince.Remove(sweep, out var since))
        {
            Absences.Add((sweep, since, time.Now));
        }
    }

    public void IdleBegins(SlotOffer slot) => _idleSince.TryAdd(slot, time.Now);

    public void IdleEnds(SlotOffer slot)
    {
        if (_idleSince.Remove(slot, out var since))
        {
            IdleTimes.Add(new IdleTime(slot, since, time.Now));
        }
    }

    /// <summary>True when a silo was frozen in some part of a time.</summary>
    public bool IsFrozen(string address, TimeSpan from, TimeSpan to) =>
        Freezes.Any(freeze => freeze.Address == address && freeze.From < to && freeze.To > from);

    /// <summary>All that a silo did has come to its end.</summary>
    public void SiloGone(string address)
    {
        foreach (var slot in _idleSince.Keys.Where(slot => slot.SiloAddress == address).ToArray())
        {
            IdleEnds(slot);
        }

        foreach (var hold in Holds.Where(hold => hold.Address == address && hold.ReleasedAt is null))
        {
            (hold.StoppedAt, hold.ReleasedAt) = (hold.StoppedAt ?? time.Now, time.Now);
        }
    }

    /// <summary>The world ends.</summary>
    public void Close()
    {
        foreach (var slot in _idleSince.Keys.ToArray())
        {
            IdleEnds(slot);
        }
    }
}
