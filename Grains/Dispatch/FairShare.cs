namespace SweepCluster.Grains.Dispatch;

/// <summary>Which sweep a free slot serves.</summary>
internal static class FairShare
{
    /// <summary>
    /// The sweeps, the one to serve first at the front: by priority, then by the smallest share of slots for its weight that the sweep
    /// would have if it got this one. Sweeps that are equal in both take turns, beginning with the oldest: otherwise it would get every
    /// slot that is left over, and the only slot of a small machine for good.
    /// </summary>
    public static IEnumerable<string> Order(IEnumerable<SweepShare> sweeps) => sweeps
        .GroupBy(sweep => (sweep.Priority, sweep.ShareAfterGrant))
        .OrderByDescending(equals => equals.Key.Priority)
        .ThenBy(equals => equals.Key.ShareAfterGrant)
        .SelectMany(TakeTurns)
        .Select(sweep => sweep.Sweep);

    /// <summary>Whose turn it is follows from how many trials were started, so that nothing has to be remembered.</summary>
    private static IEnumerable<SweepShare> TakeTurns(IEnumerable<SweepShare> equals)
    {
        var byAge = equals.OrderBy(sweep => sweep.SubmittedAt).ToArray();
        var turn = (int)(byAge.Sum(sweep => (long)sweep.Trials) % byAge.Length);
        return byAge.Skip(turn).Concat(byAge.Take(turn));
    }
}
