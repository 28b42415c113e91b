using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Files;

/// <summary>What a spec will do, as far as it says so itself.</summary>
/// <param name="Trials">How many trials at most; null when nothing but time bounds them.</param>
/// <param name="Points">How many points a finite search space has when conditions are left aside; null when it is continuous or too large.</param>
/// <param name="Rungs">The steps at which trials are compared, rising; empty when they are not.</param>
/// <param name="Steps">The most steps all trials can take together; null when not known before.</param>
public sealed record SweepPlan(long? Trials, long? Points, IReadOnlyList<int> Rungs, long? Steps)
{
    /// <summary>How long devices would be busy at most, in seconds; null when the steps or their length are not known.</summary>
    public double? DeviceSeconds { get; private init; }

    /// <summary>Why no slot could serve it now; null when one could, or when nobody looked.</summary>
    public string? Warning { get; init; }

    /// <summary>Works a spec's plan out.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="secondsPerStep">How long a step takes, above 0 and finite; null when that is not known.</param>
    public static SweepPlan Of(SweepSpec spec, double? secondsPerStep = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var points = CountPoints(spec);
        long? trials = (spec.RunCap, points) switch
        {
            ({ } cap, { } finite) => Math.Min(cap, finite),
            ({ } cap, null) => cap,
            _ => points,
        };
        var steps = trials * MostSteps(spec);
        return new SweepPlan(trials, points, RungsOf(spec.EarlyTerminate), steps) { DeviceSeconds = steps * secondsPerStep };
    }

    private static List<int> RungsOf(EarlyTerminateSpec rule)
    {
        var (least, most, factor) = rule switch
        {
            AshaTermination asha => (asha.MinResource, asha.MaxResource, asha.ReductionFactor),
            HyperbandTermination hyperband => (hyperband.MinResource, hyperband.MaxResource, hyperband.ReductionFactor),
            _ => (0, 0, 0),
        };
        var rungs = new List<int>();
        for (long step = least; step < most; step *= factor)
        {
            rungs.Add((int)step);
        }

        return rungs;
    }

    /// <summary>The most steps that one trial can take; null when not known before.</summary>
    public static long? MostSteps(SweepSpec spec) => spec switch
    {
        null => throw new ArgumentNullException(nameof(spec)),
        { EarlyTerminate.MostSteps: { } most } => most,
        _ when spec.Parameters.FirstOrDefault(parameter => parameter.Name == "epochs")?.Distribution is ConstantDistribution { Value.IsNumber: true } epochs =>
            (long)epochs.Value.Number,
        _ => null,
    };

    // Points that differ in a parameter which is absent are one point, so conditions can only make it fewer.
    private static long? CountPoints(SweepSpec spec)
    {
        var points = 1.0;
        foreach (var parameter in spec.Parameters)
        {
            points *= parameter.Distribution switch
            {
                ConstantDistribution => 1,
                CategoricalDistribution categorical => categorical.Values.Length,
                UniformDistribution { Q: { } q } range => Math.Floor(((range.Max - range.Min) / q) + 1e-9) + 1,
                LogUniformDistribution { Q: { } q } range => Math.Floor(((range.Max - range.Min) / q) + 1e-9) + 1,
                _ => double.PositiveInfinity,
            };
        }

        return points <= 1e15 ? (long)points : null;
    }
}
