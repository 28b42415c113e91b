namespace SweepCluster.Chaos.Checking;

/// <summary>By the logs of all sweeps, no slot of a silo held two attempts at once.</summary>
internal sealed class SlotRule : IRule
{
    public string Name => "slot";

    public IEnumerable<Violation> Check(Evidence evidence) => evidence.Attempts
        .GroupBy(attempt => (attempt.Started.SiloAddress, attempt.Started.Slot))
        .SelectMany(slot => Overlaps([.. slot.OrderBy(attempt => attempt.Started.Time)])
            .Select(text => new Violation(Name, $"{slot.Key.Slot} of {slot.Key.SiloAddress}", text)));

    private static IEnumerable<string> Overlaps(IReadOnlyList<LoggedAttempt> attempts)
    {
        foreach (var (earlier, later) in attempts.Zip(attempts.Skip(1)))
        {
            if (earlier.Ended is null || earlier.Ended.Time > later.Started.Time)
            {
                var until = earlier.Ended is { } ended ? $"until {ended.Time:HH:mm:ss.fff} ({ended.Outcome})" : "without an end";
                yield return $"{earlier.Name} held it {until}, {later.Name} from {later.Started.Time:HH:mm:ss.fff}";
            }
        }
    }
}
