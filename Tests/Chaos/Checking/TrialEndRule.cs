using System.Globalization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Chaos.Checking;

/// <summary>Every trial gets a final result at most once, nothing follows it, and a sweep that completed leaves no trial without one.</summary>
internal sealed class TrialEndRule : IRule
{
    public string Name => "trial-end";

    public IEnumerable<Violation> Check(Evidence evidence) => evidence.Logs.SelectMany(log =>
        ByTrial(log.Value).SelectMany(trial => Check(trial).Select(text => new Violation(
            Name, string.Create(CultureInfo.InvariantCulture, $"{log.Key}/{trial.Key}"), text))));

    private static IEnumerable<IGrouping<int, SweepEvent>> ByTrial(IReadOnlyList<SweepEvent> log) =>
        log.Where(e => e.TrialNumber() is not null).GroupBy(e => e.TrialNumber()!.Value);

    private static IEnumerable<string> Check(IEnumerable<SweepEvent> events)
    {
        AttemptEnded? final = null;
        foreach (var e in events)
        {
            if (final is not null)
            {
                yield return $"event {e.Sequence} ({e.GetType().Name}) follows the trial's end as {final.Outcome} in event {final.Sequence}";
            }

            final ??= e is AttemptEnded ended && IsFinal(ended.Outcome) ? ended : null;
        }
    }

    private static bool IsFinal(AttemptOutcome outcome) =>
        outcome is CompletedOutcome or PrunedOutcome or FailedOutcome { IsFinal: true };
}
