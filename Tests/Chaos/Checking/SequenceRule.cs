namespace SweepCluster.Chaos.Checking;

/// <summary>A sweep's events are numbered from 1 without a gap.</summary>
internal sealed class SequenceRule : IRule
{
    public string Name => "sequence";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        from log in evidence.Logs
        from entry in log.Value.Select((e, index) => (Event: e, Expected: index + 1L))
        where entry.Event.Sequence != entry.Expected
        select new Violation(Name, log.Key, $"event {entry.Event.Sequence} stands where {entry.Expected} should be");
}
