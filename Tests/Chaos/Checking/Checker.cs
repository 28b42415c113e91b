namespace SweepCluster.Chaos.Checking;

/// <summary>
/// Judges a campaign by its evidence. It shares no code with the cluster's grains: it reads events as they were stored and, for the replay,
/// folds them with the engine.
/// </summary>
internal static class Checker
{
    /// <summary>Every rule, those about the log alone first.</summary>
    public static IReadOnlyList<IRule> Rules { get; } =
    [
        new SequenceRule(),
        new SweepEndRule(),
        new TrialEndRule(),
        new AttemptRule(),
        new ResumeRule(),
        new ReplayRule(),
        new LostReportRule(),
        new DoubledReportRule(),
        new SlotRule(),
        new SlotProcessRule(),
        new LeaseRule(),
    ];

    /// <summary>Everything that breaks any rule.</summary>
    public static IReadOnlyList<Violation> Check(Evidence evidence) => [.. Rules.SelectMany(rule => rule.Check(evidence))];
}
