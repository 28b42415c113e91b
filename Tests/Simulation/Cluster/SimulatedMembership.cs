using System.Collections.Immutable;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>Which silos the cluster believes to be alive.</summary>
internal sealed class SimulatedMembership : IClusterMembershipService
{
    private long _version = 1;

    public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } =
        new(ImmutableDictionary<SiloAddress, ClusterMember>.Empty, new MembershipVersion(1));

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates =>
        throw new NotSupportedException("The rules that are simulated read the current snapshot only.");

    public void Set(SiloAddress silo, SiloStatus status) => CurrentSnapshot = new ClusterMembershipSnapshot(
        CurrentSnapshot.Members.SetItem(silo, new ClusterMember(silo, status, $"{silo}")), new MembershipVersion(++_version));

    public bool IsDead(SiloAddress silo) => CurrentSnapshot.GetSiloStatus(silo) == SiloStatus.Dead;

    public ValueTask Refresh(MembershipVersion minimumVersion, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException("No simulated part kills a silo.");
}
