using SweepCluster.Contracts.Attempts;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Sweeps;

/// <summary>Tells whether a running attempt is lost: with its silo, as membership sees it, or because its lease was not renewed.</summary>
internal sealed class LossRule(IClusterMembershipService membership, LeaseLedger leases)
{
    private readonly Dictionary<string, SiloAddress> _addresses = [];

    /// <summary>Why the attempt is lost; null when it is not.</summary>
    public AbandonReason? LossOf(RunningAttempt attempt) =>
        StatusOf(attempt) == SiloStatus.Dead ? AbandonReason.SiloLost
        : leases.IsExpired(attempt.Trial, attempt.Attempt) ? AbandonReason.LeaseExpired
        : null;

    /// <summary>
    /// Why an attempt that a new activation finds in the log is lost. Membership was just read anew, so a silo that it does not know is
    /// one of an earlier life of the cluster.
    /// </summary>
    public AbandonReason? LossAtActivation(RunningAttempt attempt) =>
        StatusOf(attempt) is SiloStatus.Dead or SiloStatus.None ? AbandonReason.SiloLost : null;

    private SiloStatus StatusOf(RunningAttempt attempt)
    {
        if (!_addresses.TryGetValue(attempt.SiloAddress, out var address))
        {
            _addresses[attempt.SiloAddress] = address = SiloAddress.FromParsableString(attempt.SiloAddress);
        }

        return membership.CurrentSnapshot.GetSiloStatus(address);
    }
}
