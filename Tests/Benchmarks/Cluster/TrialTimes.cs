using SweepCluster.Contracts.Ids;
using SweepCluster.ScriptedTrial;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>When the attempts of a sweep began and ended, as their processes and their slots' workers saw it on the machine's one clock.</summary>
internal sealed class TrialTimes
{
    private readonly WorkerCalls _calls;
    private readonly List<ObserverRecord> _records;
    private readonly Dictionary<AttemptId, DateTimeOffset> _started;

    public TrialTimes(WorkerCalls calls, string observer)
    {
        _calls = calls;
        _records = [.. Directory.GetFiles(observer).SelectMany(File.ReadLines).Select(ObserverRecord.Read)];
        _started = Of(Observed.Started).ToDictionary(
            record => new AttemptId(TrialId.Parse(record.Trial), record.Attempt), record => record.Time);
    }

    /// <summary>How many attempts were begun.</summary>
    public int Count => _started.Count;

    /// <summary>From the first beginning to the last end.</summary>
    public TimeSpan Span => Of(Observed.Ended).Max(record => record.Time) - _started.Values.Min();

    /// <summary>How long all steps lasted together, in seconds, as the script says.</summary>
    public double StepSeconds => Of(Observed.StepDone).Sum(record => record.Seconds ?? 0);

    /// <summary>Milliseconds from the question for a lease to the process that runs the attempt, without the first of each slot: its process is cold.</summary>
    public IReadOnlyCollection<double> Starts => [.. Slots.SelectMany(slot => slot.Skip(1)).Select(attempt =>
        (_started[attempt] - _calls.Leases[attempt].Asked).TotalMilliseconds)];

    /// <summary>Milliseconds from an acknowledged end to the next beginning in the same slot.</summary>
    public IReadOnlyCollection<double> Gaps => [.. Slots.SelectMany(slot => slot.Zip(slot.Skip(1))).Select(pair =>
        (_started[pair.Second] - _calls.Ends[pair.First]).TotalMilliseconds)];

    /// <summary>The attempts of each slot in the order in which they began.</summary>
    private IEnumerable<List<AttemptId>> Slots =>
        _started.GroupBy(attempt => _calls.Leases[attempt.Key].Slot).Select(slot => slot.OrderBy(pair => pair.Value).Select(pair => pair.Key).ToList());

    private IEnumerable<ObserverRecord> Of(Observed what) => _records.Where(record => record.What == what);
}
