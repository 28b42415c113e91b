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
        _ => null,
    };
}
