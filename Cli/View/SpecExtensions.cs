using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Cli.View;

/// <summary>Questions about a spec that several views ask.</summary>
internal static class SpecExtensions
{
    private const string Epochs = "epochs";

    /// <summary>The metric that ranks trials.</summary>
    public static Objective FirstObjective(this SweepSpec spec) => spec.Objectives[0];

    /// <summary>The names of the parameters that differ between trials, in the order of the search space; all of them when none does.</summary>
    public static ImmutableArray<string> VaryingParameters(this SweepSpec spec)
    {
        var varying = spec.Parameters.Where(parameter => Varies(parameter.Distribution)).ToArray();
        return [.. (varying.Length > 0 ? varying : [.. spec.Parameters]).Select(parameter => parameter.Name)];
    }

    /// <summary>How many steps a trial gets at most; null when the spec does not say.</summary>
    public static int? MaxStep(this SweepSpec spec, ParameterSet parameters)
    {
        int? epochs = parameters[Epochs] is { IsNumber: true } value ? (int)value.Number : null;
        var cap = spec.EarlyTerminate.MostSteps;
        return epochs is { } some && cap is { } other ? Math.Min(some, other) : epochs ?? cap;
    }

    /// <summary>The trial's best value of the first objective; null while there is none.</summary>
    public static double? BestValue(this TrialSnapshot trial, Objective objective) => trial.BestMetrics?[objective.Metric];

    private static bool Varies(Distribution distribution) => distribution switch
    {
        ConstantDistribution => false,
        CategoricalDistribution { Values.Length: 1 } => false,
        _ => true,
    };
}
