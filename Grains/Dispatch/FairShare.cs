namespace SweepCluster.Grains.Dispatch;

/// <summary>Which sweep a free slot serves.</summary>
internal static class FairShare
{
    /// <summary>
    /// The sweeps, the one to serve first at the front: by priority, then by the smallest share of slots for its weight that the sweep
    /// would have if it got this one, then the oldest.
    /// </summary>
    public static IEnumerable<string> Order(IEnumerable<SweepShare> sweeps) => sweeps
        .OrderByDescending(sweep => sweep.Priority)
        .ThenBy(sweep => (sweep.Running + 1) / sweep.Weight)
        .ThenBy(sweep => sweep.SubmittedAt)
        .Select(sweep => sweep.Sweep);
}
