using SweepCluster.Contracts.Attempts;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Tests.Slots;

public sealed class VerdictTests
{
    private readonly Verdict _verdict = new();

    [Fact]
    public void Outcome_NoVerdict_IsNull()
    {
        Assert.False(_verdict.IsGiven);
        Assert.Null(_verdict.Outcome);
    }

    [Fact]
    public void Give_Twice_TheFirstStands()
    {
        var hung = AttemptOutcome.Failed(FailureReason.Hung, "silent");
        _verdict.Give(hung);
        _verdict.Give(AttemptOutcome.Abandoned(AbandonReason.LeaseExpired));

        Assert.Equal(hung, _verdict.Outcome);
    }

    [Fact]
    public void Give_Nothing_StandsToo()
    {
        _verdict.Give(null);
        _verdict.Give(AttemptOutcome.Completed);

        Assert.True(_verdict.IsGiven);
        Assert.Null(_verdict.Outcome);
    }
}
