using SweepCluster.Contracts.Ids;

namespace SweepCluster.Grains.Sweeps;

/// <summary>
/// When each running attempt's lease ends, by this activation's own monotonic clock. Not durable: a new activation gives every running
/// attempt a fresh lease, which only ever delays the end of a dead one.
/// </summary>
internal sealed class LeaseLedger(TimeProvider time, TimeSpan duration, TimeSpan grace)
{
    private readonly Dictionary<(int Trial, int Attempt), long> _renewedAt = [];

    /// <summary>How long a holder may rely on its lease after a renewal.</summary>
    public TimeSpan Duration => duration;

    /// <summary>Starts or renews an attempt's lease.</summary>
    public void Renew(int trial, int attempt) => _renewedAt[(trial, attempt)] = time.GetTimestamp();

    /// <inheritdoc cref="Renew(int, int)"/>
    public void Renew(AttemptId attempt) => Renew(attempt.Trial.Number, attempt.Number);

    /// <summary>Forgets an attempt that ended.</summary>
    public void Remove(int trial, int attempt) => _renewedAt.Remove((trial, attempt));

    /// <summary>True when a lease of some length and the grace after it are over.</summary>
    public bool IsExpired(int trial, int attempt, TimeSpan length) =>
        _renewedAt.TryGetValue((trial, attempt), out var renewedAt)
        && time.GetElapsedTime(renewedAt) > length + grace;
}
