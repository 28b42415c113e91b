namespace SweepCluster.Chaos.Plan;

/// <summary>One fault of a plan.</summary>
/// <param name="Number">Its number, counted from 1.</param>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Pause">How long after the fault before it.</param>
/// <param name="Choice">Chooses the victim among those there are at that moment; from 0 to below 1.</param>
/// <param name="Duration">How long it lasts, where it lasts.</param>
/// <param name="RestartDelay">How long after its end what was killed is started again.</param>
/// <param name="ClockStep">How far a clock is set forward or, negative, back.</param>
internal sealed record Fault(
    int Number, FaultKind Kind, TimeSpan Pause, double Choice, TimeSpan Duration, TimeSpan RestartDelay, TimeSpan ClockStep)
{
    /// <summary>The victim among candidates; none of no candidates.</summary>
    public T? Pick<T>(IReadOnlyList<T> candidates)
        where T : class => candidates.Count == 0 ? null : candidates[(int)(Choice * candidates.Count)];

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Number,4} +{Pause.TotalSeconds:0.00} s {Kind} choice {Choice:0.000} for {Duration.TotalSeconds:0.0} s, restart after {RestartDelay.TotalSeconds:0.0} s");
}
