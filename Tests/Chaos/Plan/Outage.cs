namespace SweepCluster.Chaos.Plan;

/// <summary>A time in which the cluster as a whole could not commit or could not tell who is alive.</summary>
/// <param name="From">Its begin, in UTC.</param>
/// <param name="To">Its end, in UTC.</param>
internal sealed record Outage(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How much of it lies between two times.</summary>
    public TimeSpan Within(DateTimeOffset from, DateTimeOffset to)
    {
        var (begin, end) = (From > from ? From : from, To < to ? To : to);
        return end > begin ? end - begin : TimeSpan.Zero;
    }
}
