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
        AshaTermination asha => Create(asha, spec.Objectives.Length),
        HyperbandTermination hyperband => Create(hyperband, spec.Objectives.Length),
        MedianTermination median => Create(
            "median", new PercentileTermination(50, median.StartupTrials, median.WarmupSteps, median.Interval, median.MinTrials), spec),
        PercentileTermination percentile => Create("percentile", percentile, spec),
        PatientTermination patient => Create(patient, spec.Objectives[0]),
        ThresholdTermination threshold => Create(threshold, spec.Objectives[0]),
        WilcoxonTermination wilcoxon => Create(wilcoxon),
        _ => throw new ArgumentException($"The rule {spec.EarlyTerminate.GetType().Name} is not known to this version."),
    };

    private static RungLadder Ladder(string rule, int min, int max, int factor)
    {
        if (min < 1 || max < min)
        {
            throw new ArgumentException($"Rule {rule} had min_iter {min} and max_iter {max}; 1 <= min_iter <= max_iter must hold.");
        }

        return factor >= 2
            ? new RungLadder(min, max, factor)
            : throw new ArgumentException($"Rule {rule} had eta {factor}; it must be at least 2.");
    }

    private static IPruner Create(AshaTermination asha, int objectives)
    {
        var ladder = Ladder("asha", asha.MinResource, asha.MaxResource, asha.ReductionFactor);
        return asha.Variant == AshaVariant.Promotion ? new PromotionPruner(ladder, objectives) : new AshaPruner(ladder, objectives);
    }

    private static HyperbandPruner Create(HyperbandTermination hyperband, int objectives)
    {
        var brackets = new HyperbandBrackets(Ladder("hyperband", hyperband.MinResource, hyperband.MaxResource, hyperband.ReductionFactor));
        return new HyperbandPruner(brackets.Ladders, brackets.BracketOf, objectives);
    }

    private static IPruner Create(string name, PercentileTermination rule, SweepSpec spec)
    {
        if (rule.Interval < 1 || rule.MinTrials < 1 || !(rule.Percentile >= 0 && rule.Percentile <= 100))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Rule {name} had the percentile {rule.Percentile}, an interval of {rule.Interval} and {rule.MinTrials} trials at least; the percentile must be from 0 to 100, the others at least 1."));
        }

        return spec.Objectives is [var objective] ? new PercentilePruner(rule, objective, name) : new FrontPercentilePruner(rule, name);
    }

    private static PatientPruner Create(PatientTermination patient, Objective objective) => patient.Patience >= 0 && patient.MinDelta >= 0
        ? new PatientPruner(patient, objective)
        : throw new ArgumentException(FormattableString.Invariant(
            $"Rule patient had a patience of {patient.Patience} and a min_delta of {patient.MinDelta}; both must be at least 0."));

    private static ThresholdPruner Create(ThresholdTermination threshold, Objective objective) =>
        threshold is { Interval: >= 1 } and not { Lower: null, Upper: null } && !(threshold.Lower > threshold.Upper)
            ? new ThresholdPruner(threshold, objective)
            : throw new ArgumentException(FormattableString.Invariant(
                $"Rule threshold had lower '{threshold.Lower}', upper '{threshold.Upper}' and an interval of {threshold.Interval}; it needs a bound, lower <= upper, and an interval of at least 1."));

    private static WilcoxonPruner Create(WilcoxonTermination wilcoxon) => wilcoxon is { StartupSteps: >= 2, PThreshold: > 0 and < 1 }
        ? new WilcoxonPruner(wilcoxon)
        : throw new ArgumentException(FormattableString.Invariant(
            $"Rule wilcoxon had a threshold of {wilcoxon.PThreshold} and {wilcoxon.StartupSteps} start-up steps; 0 < threshold < 1 and at least 2 steps are allowed."));
}
