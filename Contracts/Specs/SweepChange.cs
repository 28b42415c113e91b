namespace SweepCluster.Contracts.Specs;

/// <summary>What may be changed about a sweep while it is not over; null leaves a thing as it is.</summary>
/// <param name="RunCap">How many trials the sweep may start; at least 1.</param>
/// <param name="MaxConcurrentTrials">How many trials may run at once; at least 1.</param>
/// <param name="Priority">Its priority; from 0 to 100.</param>
/// <param name="Weight">Its share among sweeps of equal priority; above 0 and finite.</param>
[GenerateSerializer, Alias("sweep-change"), Immutable]
public sealed record SweepChange(
    [property: Id(0)] int? RunCap = null,
    [property: Id(1)] int? MaxConcurrentTrials = null,
    [property: Id(2)] int? Priority = null,
    [property: Id(3)] double? Weight = null)
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem =>
        RunCap < 1 ? $"runCap was {RunCap}; it must be at least 1."
        : MaxConcurrentTrials < 1 ? $"maxConcurrentTrials was {MaxConcurrentTrials}; it must be at least 1."
        : Priority is < 0 or > 100 ? $"priority was {Priority}; it must be from 0 to 100."
        : Weight is { } weight && !(weight > 0 && double.IsFinite(weight)) ? FormattableString.Invariant($"weight was {weight}; it must be above 0.")
        : null;

    /// <summary>The spec with this change.</summary>
    public SweepSpec ApplyTo(SweepSpec spec) => spec with
    {
        RunCap = RunCap ?? spec.RunCap,
        Limits = spec.Limits with { MaxConcurrentTrials = MaxConcurrentTrials ?? spec.Limits.MaxConcurrentTrials },
        Resources = spec.Resources with { Priority = Priority ?? spec.Resources.Priority, Weight = Weight ?? spec.Resources.Weight },
    };
}
