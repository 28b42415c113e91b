using SweepCluster.Contracts.Events;

namespace SweepCluster.Chaos.Checking;

/// <summary>A sweep begins with its submission and finishes once; nothing but notes comes after.</summary>
internal sealed class SweepEndRule : IRule
{
    public string Name => "sweep-end";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        evidence.Logs.SelectMany(log => Check(log.Value).Select(text => new Violation(Name, log.Key, text)));

    private static IEnumerable<string> Check(IReadOnlyList<SweepEvent> log)
    {
        if (log is not [SweepSubmitted, ..])
        {
            yield return "the first event is not the submission";
        }

        var ends = log.OfType<SweepFinished>().Count();
        if (ends != 1)
        {
            yield return $"it finished {ends} times";
        }
        else if (log.SkipWhile(e => e is not SweepFinished).Skip(1).FirstOrDefault(e => e is not TrialNoted) is { } late)
        {
            yield return $"{late.GetType().Name} (event {late.Sequence}) comes after the end";
        }
    }
}
