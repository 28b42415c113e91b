using SweepCluster.Contracts.Attempts;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Sweeps;

/// <summary>Tells whether a running attempt is lost: with its silo, as membership sees it, or because its lease was not renewed.</summary>
internal sealed class LossRule(IClusterMembershipService membership, LeaseLedger leases)
{
    private readonly Dictionary<string, SiloAddress> _addresses = [];

    /// <summary>Why the attempt is lost; null when it is not.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="outsideLease">How long the lease of a program outside the cluster lasts.</param>
    public AbandonReason? LossOf(RunningAttempt attempt, TimeSpan outsideLease) =>
        !IsOutside(attempt) && StatusOf(attempt) == SiloStatus.Dead ? AbandonReason.SiloLost
        : leases.IsExpired(attempt.Trial, attempt.Attempt, IsOutside(attempt) ? outsideLease : leases.Duration) ? AbandonReason.LeaseExpired
        : null;

    /// <summary>
    /// Why an attempt that a new activation finds in the log is lost. Membership was just read anew, so a silo that it does not know is
    /// one of an earlier life of the cluster.
    /// </summary>
    public AbandonReason? LossAtActivation(RunningAttempt attempt) =>
        !IsOutside(attempt) && StatusOf(attempt) is SiloStatus.Dead or SiloStatus.None ? AbandonReason.SiloLost : null;

    private static bool IsOutside(RunningAttempt attempt) => attempt.SiloAddress == SlotOffer.Outside;

    private SiloStatus StatusOf(RunningAttempt attempt)
    {
        if (!_addresses.TryGetValue(attempt.SiloAddress, out var address))
        {
            _addresses[attempt.SiloAddress] = address = SiloAddress.FromParsableString(attempt.SiloAddress);
        }

        return membership.CurrentSnapshot.GetSiloStatus(address);
    }
}
