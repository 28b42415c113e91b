using System.Threading.RateLimiting;

namespace SweepCluster.Dashboard.Access;

/// <summary>How many sweep files somebody may hand in, over the REST interface and on pages together.</summary>
internal sealed class SubmissionLimit : IAsyncDisposable
{
    /// <summary>So many sweep files are read in a minute.</summary>
    public const int PerMinute = 60;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _all;

    /// <summary>Makes the limit.</summary>
    /// <param name="asksForKeys">False where nobody shows a key: then there is no limit.</param>
    public SubmissionLimit(bool asksForKeys) => _all = PartitionedRateLimiter.Create<string, string>(key => asksForKeys
        ? RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = Window })
        : RateLimitPartition.GetNoLimiter(key));

    /// <summary>Counts one more of a key; not acquired when there were too many.</summary>
    /// <param name="key">The id of the key; empty for nobody's.</param>
    public RateLimitLease Count(string key) => _all.AttemptAcquire(key);

    /// <summary>The same for a key alone, as rules for routes want it.</summary>
    public RateLimiter Of(string key) => new Part(this, key);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _all.DisposeAsync();

    /// <summary>The part of one key; it holds nothing of its own.</summary>
    private sealed class Part(SubmissionLimit limit, string key) : RateLimiter
    {
        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => limit._all.GetStatistics(key);

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => limit._all.AttemptAcquire(key, permitCount);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            limit._all.AcquireAsync(key, permitCount, cancellationToken);
    }
}
