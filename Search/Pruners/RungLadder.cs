namespace SweepCluster.Search.Pruners;

/// <summary>The steps at which trials are compared: rung k is at step r·η^k, below R.</summary>
/// <param name="MinResource">r, the step of rung 0; at least 1.</param>
/// <param name="MaxResource">R, the most steps; there is no rung at it, since the trial ends there by itself.</param>
/// <param name="ReductionFactor">η; at least 2.</param>
internal readonly record struct RungLadder(int MinResource, int MaxResource, int ReductionFactor)
{
    /// <summary>True when there is such a rung and a trial at that step has reached it.</summary>
    public bool IsReached(int rung, int step) => StepOf(rung) is var at && at < MaxResource && at <= step;

    /// <summary>The step of a rung; at least R when there is no such rung.</summary>
    public long StepOf(int rung)
    {
        var step = (long)MinResource;
        for (var i = 0; i < rung && step < MaxResource; i++)
        {
            step *= ReductionFactor;
        }

        return step;
    }
}
