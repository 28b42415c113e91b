using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Grains.Slots;

namespace SweepCluster.Grains.Tests.Slots;

public sealed class SlotLedgerTests
{
    private static readonly SlotId Slot = new("silo-a", "cpu", 0);

    private readonly SlotLedger _ledger = new();

    public SlotLedgerTests() => _ledger.Register(Slot);

    [Fact]
    public void Register_Twice_IsRefused() =>
        Assert.Contains("silo-a/cpu:0", Assert.Throws<InvalidOperationException>(() => _ledger.Register(Slot)).Message);

    [Fact]
    public void Claim_FreeSlot_HoldsIt()
    {
        var lease = NewLease(Slot);

        Assert.Equal(SlotClaim.Held, _ledger.Claim(lease));
        Assert.Equal([lease], _ledger.Holders());
    }

    [Fact]
    public void Claim_SameLeaseAgain_StillHolds()
    {
        var lease = NewLease(Slot);
        _ledger.Claim(lease);

        Assert.Equal(SlotClaim.Held, _ledger.Claim(lease));
    }

    [Fact]
    public void Claim_SlotOfAnotherLease_IsHeldByAnother()
    {
        var holder = NewLease(Slot);
        _ledger.Claim(holder);

        Assert.Equal(SlotClaim.HeldByAnother, _ledger.Claim(NewLease(Slot)));
        Assert.Equal([holder], _ledger.Holders());
    }

    [Fact]
    public void Claim_SlotOfAnotherSilo_IsUnknown() =>
        Assert.Equal(SlotClaim.UnknownSlot, _ledger.Claim(NewLease(Slot with { Silo = "silo-b" })));

    [Fact]
    public void Release_ByTheHolder_FreesTheSlot()
    {
        var lease = NewLease(Slot);
        _ledger.Claim(lease);

        _ledger.Release(lease);

        Assert.Empty(_ledger.Holders());
        Assert.Equal(SlotClaim.Held, _ledger.Claim(NewLease(Slot)));
    }

    [Fact]
    public void Release_ByAnotherLease_ChangesNothing()
    {
        var holder = NewLease(Slot);
        _ledger.Claim(holder);

        _ledger.Release(NewLease(Slot));

        Assert.Equal([holder], _ledger.Holders());
    }

    [Fact]
    public void Claim_ManyAtOnce_OneHolds()
    {
        var claims = Enumerable.Range(0, 64).AsParallel().Select(_ => _ledger.Claim(NewLease(Slot))).ToList();

        Assert.Single(claims, SlotClaim.Held);
        Assert.Single(_ledger.Holders());
    }

    private static Lease NewLease(SlotId slot) => new(
        new AttemptId(new TrialId("test-1", 0), 1),
        Guid.NewGuid(),
        slot,
        TimeSpan.FromSeconds(30),
        new ProgramTask(["true"]),
        ParameterSet.Empty,
        1,
        null,
        null,
        new RetriesSpec());
}
