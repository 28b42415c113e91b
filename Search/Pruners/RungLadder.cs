using SweepCluster.Contracts.Specs;

namespace SweepCluster.Search.Pruners;

/// <summary>The steps at which trials are compared: rung k is at step r·η^k, below R.</summary>
/// <param name="MinResource">r, the step of rung 0; at least 1.</param>
/// <param name="MaxResource">R, the most steps; there is no rung at it, since the trial ends there by itself.</param>
/// <param name="ReductionFactor">η; at least 2.</param>
internal readonly record struct RungLadder(int MinResource, int MaxResource, int ReductionFactor)
{
    /// <summary>How many rungs there are.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            while (IsReached(count, MaxResource))
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>The ladder of the rule's first bracket; null for a rule without rungs.</summary>
    public static RungLadder? Of(EarlyTerminateSpec rule) => rule switch
    {
        AshaTermination asha => new RungLadder(asha.MinResource, asha.MaxResource, asha.ReductionFactor),
        HyperbandTermination hyperband => new RungLadder(hyperband.MinResource, hyperband.MaxResource, hyperband.ReductionFactor),
        _ => null,
    };

    /// <summary>The highest rung that a trial at that step has reached; null when it has reached none.</summary>
    public int? RungAt(int step)
    {
        int? last = null;
        for (var rung = 0; IsReached(rung, step); rung++)
        {
            last = rung;
        }

        return last;
    }

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
