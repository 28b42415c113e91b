using Microsoft.Extensions.Time.Testing;
using SweepCluster.Grains.Sweeps;

namespace SweepCluster.Grains.Tests.Sweeps;

public sealed class LeaseLedgerTests
{
    private static readonly TimeSpan DurationAndGrace = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly LeaseLedger _leases;

    public LeaseLedgerTests() => _leases = new LeaseLedger(_time, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));

    [Fact]
    public void IsExpired_AtTheEndOfTheGrace_IsFalse()
    {
        _leases.Renew(0, 1);
        _time.Advance(DurationAndGrace);

        Assert.False(_leases.IsExpired(0, 1, _leases.Duration));
    }

    [Fact]
    public void IsExpired_AfterTheGrace_IsTrueForThatAttemptOnly()
    {
        _leases.Renew(0, 1);
        _time.Advance(DurationAndGrace + Moment);
        _leases.Renew(1, 1);

        Assert.True(_leases.IsExpired(0, 1, _leases.Duration));
        Assert.False(_leases.IsExpired(1, 1, _leases.Duration));
    }

    [Fact]
    public void Renew_BeforeTheEnd_StartsAnew()
    {
        _leases.Renew(0, 1);
        _time.Advance(DurationAndGrace);
        _leases.Renew(0, 1);
        _time.Advance(DurationAndGrace);

        Assert.False(_leases.IsExpired(0, 1, _leases.Duration));
    }

    [Fact]
    public void Remove_ExpiredLease_IsForgotten()
    {
        _leases.Renew(0, 1);
        _time.Advance(DurationAndGrace + Moment);

        _leases.Remove(0, 1);

        Assert.False(_leases.IsExpired(0, 1, _leases.Duration));
    }
}
