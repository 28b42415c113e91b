namespace SweepCluster.Chaos.Checking;

/// <summary>
/// No trial counts as running for long after the last sign of life of its process, and no process works on for long after its attempt
/// ended for the cluster.
/// </summary>
internal sealed class LeaseRule : IRule
{
    /// <summary>
    /// A lease (30 s) with its grace (5 s), begun anew twice because coordinators died meanwhile, and the longest silence that does not
    /// count as a hang (20 s).
    /// </summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(125);

    /// <summary>A process that was frozen (20 s) or cut off (25 s until it fences itself), with room for a slow machine.</summary>
    public static readonly TimeSpan LongestAfterlife = TimeSpan.FromSeconds(60);

    public string Name => "lease";

    public IEnumerable<Violation> Check(Evidence evidence) => evidence.Attempts
        .Where(attempt => attempt.Ended is not null)
        .SelectMany(attempt => Check(attempt, evidence).Select(text => new Violation(Name, attempt.Name, text)));

    private static IEnumerable<string> Check(LoggedAttempt attempt, Evidence evidence)
    {
        var records = evidence.RecordsByAttempt[(attempt.Trial, attempt.Started.Attempt)].Select(record => record.Time).ToArray();
        var end = attempt.Ended!.Time;
        var alive = records.Where(time => time <= end).Append(attempt.Started.Time).Max();
        var outage = evidence.Outages.Aggregate(TimeSpan.Zero, (sum, outage) => sum + outage.Within(alive, end));
        if (end - alive > LongestSilence + outage)
        {
            yield return $"it counted as running for {(end - alive).TotalSeconds:0} s after its last sign of life";
        }

        if (records.Length > 0 && records.Max() - end is var afterlife && afterlife > LongestAfterlife)
        {
            yield return $"its process worked on for {afterlife.TotalSeconds:0} s after its end";
        }
    }
}
