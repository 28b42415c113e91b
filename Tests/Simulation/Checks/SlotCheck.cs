using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>No slot is held by two leases at once.</summary>
internal static class SlotCheck
{
    public static IEnumerable<string> Violations(Journal journal) =>
        from slot in journal.Holds.GroupBy(hold => (hold.Lease.Slot, hold.Address))
        let holds = slot.OrderBy(hold => hold.ClaimedAt).ToList()
        from pair in holds.Zip(holds.Skip(1))
        where pair.First.ReleasedAt is not { } released || released > pair.Second.ClaimedAt
        select $"{slot.Key.Slot} was held by {pair.First.Lease.Attempt} and {pair.Second.Lease.Attempt} at {pair.Second.ClaimedAt}";
}
