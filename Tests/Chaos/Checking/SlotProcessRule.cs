using SweepCluster.ScriptedTrial;

namespace SweepCluster.Chaos.Checking;

/// <summary>By what trial processes wrote down, no two of them worked in one slot's folder at once.</summary>
internal sealed class SlotProcessRule : IRule
{
    public string Name => "slot-process";

    public IEnumerable<Violation> Check(Evidence evidence) => evidence.Records
        .GroupBy(record => record.Folder)
        .SelectMany(folder => Overlaps([.. folder.GroupBy(record => (record.Process, record.ProcessStart)).Select(Span).OrderBy(span => span.First.Time)])
            .Select(text => new Violation(Name, folder.Key, text)));

    private static (ObserverRecord First, ObserverRecord Last) Span(IEnumerable<ObserverRecord> records)
    {
        var ordered = records.OrderBy(record => record.Time).ToArray();
        return (ordered[0], ordered[^1]);
    }

    private static IEnumerable<string> Overlaps(IReadOnlyList<(ObserverRecord First, ObserverRecord Last)> spans)
    {
        foreach (var (earlier, later) in spans.Zip(spans.Skip(1)))
        {
            if (earlier.Last.Time > later.First.Time)
            {
                yield return $"process {earlier.Last.Process} worked on {earlier.Last.Trial}#{earlier.Last.Attempt} until {earlier.Last.Time:HH:mm:ss.fff}, "
                    + $"process {later.First.Process} on {later.First.Trial}#{later.First.Attempt} from {later.First.Time:HH:mm:ss.fff}";
            }
        }
    }
}
