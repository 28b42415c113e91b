using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>Checks that the method, the early termination and the limits fit the search space.</summary>
internal static class SearchChecker
{
    public static void CheckGrid(ImmutableArray<ParameterEntry> entries, Remarks remarks)
    {
        foreach (var entry in entries)
        {
            switch (entry.Domain?.Distribution)
            {
                case CategoricalDistribution { Probabilities: not null }:
                    remarks.Warn(
                        entry.Name.Place,
                        $"parameter '{entry.Name.Value}' has probabilities",
                        "method grid tries every value once and ignores them");
                    break;
                case { } distribution when !PossibleValues.AreFinite(distribution):
                    remarks.Error(
                        entry.Name.Place,
                        $"parameter '{entry.Name.Value}' has a continuous range, which method grid cannot enumerate",
                        "give values, whole numbers or a distribution with q");
                    break;
            }
        }
    }

    public static void CheckObjectives(Located<MethodSpec>? method, int objectives, Remarks remarks)
    {
        if (objectives > 1 && SingleObjectiveName(method?.Value) is { } name)
        {
            remarks.Error(
                method!.Value.Place,
                FormattableString.Invariant($"method {name} takes one metric, and metric names {objectives}"),
                "name one metric, or use nsga2 or tpe");
        }
    }

    public static void CheckRungs(Located<MethodSpec>? method, EarlyTerminateSpec early, Remarks remarks)
    {
        if (method is { Value: BohbMethod or DehbMethod } && early is not (AshaTermination or HyperbandTermination))
        {
            remarks.Error(
                method.Value.Place,
                $"method {SingleObjectiveName(method.Value.Value)} learns from trials at rungs, and early_terminate has none",
                "add early_terminate: {type: hyperband, max_iter: 27}, or asha");
        }
    }

    public static void CheckLag(Node? lag, EarlyTerminateSpec early, Remarks remarks)
    {
        if (lag is not null && early is not (NoEarlyTermination or PatientTermination or ThresholdTermination))
        {
            remarks.Error(
                lag.Place,
                "lag keeps the search independent of when trials end, and early_terminate compares trials by when they come",
                "leave one of them out, or use patient or threshold");
        }
    }

    public static void CheckEpochs(Located<EarlyTerminateSpec> early, ImmutableArray<ParameterEntry> entries, Remarks remarks)
    {
        var epochs = entries.FirstOrDefault(entry => entry.Name.Value == "epochs");
        if (early.Value.MostSteps is not { } most
            || epochs?.Domain?.Distribution is not ConstantDistribution { Value: { Kind: ParameterValueKind.Integer, Integer: var count } })
        {
            return;
        }

        var seen = FormattableString.Invariant($"early_terminate has max_iter {most} and epochs is {count}");
        if (count > most)
        {
            remarks.Warn(
                early.Place,
                seen,
                FormattableString.Invariant($"every trial ends after {most} epochs, before its schedule does"));
        }
        else if (count < most)
        {
            remarks.Warn(
                early.Place,
                seen,
                FormattableString.Invariant($"no trial reaches the rungs after {count}; set both to the same number"));
        }
    }

    public static void CheckEnd(SweepSpec spec, Place place, Remarks remarks)
    {
        var ends = spec.Method is GridMethod || spec.RunCap is not null || spec.Limits.MaxDuration is not null;
        if (!ends)
        {
            remarks.Warn(
                place,
                "the sweep has neither run_cap nor limits.max_duration",
                "it goes on until it is canceled or reaches a target");
        }
    }

    private static string? SingleObjectiveName(MethodSpec? method) => method switch
    {
        CmaesMethod => "cmaes",
        DifferentialEvolutionMethod => "de",
        GaussianProcessMethod => "gp",
        BohbMethod => "bohb",
        DehbMethod => "dehb",
        _ => null,
    };
}
