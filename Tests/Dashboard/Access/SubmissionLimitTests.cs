using SweepCluster.Dashboard.Access;

namespace SweepCluster.Dashboard.Tests.Access;

/// <summary>Pages and the REST interface count together.</summary>
public sealed class SubmissionLimitTests
{
    [Fact]
    public async Task Count_OfAPageAndARouteTogether_IsLimitedPerKey()
    {
        await using var limit = new SubmissionLimit(asksForKeys: true);
        using var route = limit.Of("a");
        for (var handedIn = 0; handedIn < SubmissionLimit.PerMinute; handedIn++)
        {
            using var lease = handedIn % 2 == 0 ? limit.Count("a") : route.AttemptAcquire();
            Assert.True(lease.IsAcquired);
        }

        using var onPage = limit.Count("a");
        using var overRest = route.AttemptAcquire();
        using var another = limit.Count("b");
        Assert.Equal((false, false, true), (onPage.IsAcquired, overRest.IsAcquired, another.IsAcquired));
    }

    [Fact]
    public async Task Count_WhereNoKeyIsAskedFor_IsNotLimited()
    {
        await using var limit = new SubmissionLimit(asksForKeys: false);
        for (var handedIn = 0; handedIn <= SubmissionLimit.PerMinute; handedIn++)
        {
            using var lease = limit.Count("");
            Assert.True(lease.IsAcquired);
        }
    }
}
