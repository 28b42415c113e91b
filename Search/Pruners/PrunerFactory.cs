using SweepCluster.Contracts.Specs;

namespace SweepCluster.Search.Pruners;

/// <summary>Makes the pruner that a sweep asks for.</summary>
internal static class PrunerFactory
{
    /// <summary>Makes it.</summary>
    /// <exception cref="ArgumentException">The rule's numbers make no sense.</exception>
    public static IPruner Create(SweepSpec spec) => spec.EarlyTerminate switch
    {
        NoEarlyTermination => new NoPruner(),
        AshaTermination asha => Create(asha),
        MedianTermination median => Create(median, spec.Objectives[0]),
        _ => throw new ArgumentException($"The rule {spec.EarlyTerminate.GetType().Name} is not known; use none, asha or median."),
    };

    private static AshaPruner Create(AshaTermination asha)
    {
        if (asha.MinResource < 1 || asha.MaxResource < asha.MinResource)
        {
            throw new ArgumentException(
                $"Rule asha had min_iter {asha.MinResource} and max_iter {asha.MaxResource}; 1 <= min_iter <= max_iter must hold.");
        }

        return asha.ReductionFactor >= 2
            ? new AshaPruner(asha.MinResource, asha.MaxResource, asha.ReductionFactor)
            : throw new ArgumentException($"Rule asha had eta {asha.ReductionFactor}; it must be at least 2.");
    }

    private static MedianPruner Create(MedianTermination median, Objective objective)
    {
        if (median.Interval < 1 || median.MinTrials < 1)
        {
            throw new ArgumentException(
                $"Rule median had an interval of {median.Interval} and {median.MinTrials} trials at least; both must be at least 1.");
        }

        return new MedianPruner(median, objective);
    }
}
