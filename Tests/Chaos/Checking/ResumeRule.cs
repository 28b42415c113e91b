using SweepCluster.Contracts.Events;
using SweepCluster.ScriptedTrial;

namespace SweepCluster.Chaos.Checking;

/// <summary>An attempt goes on from the trial's last saved checkpoint, by the log and by what its process says it did.</summary>
internal sealed class ResumeRule : IRule
{
    public string Name => "resume";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        evidence.Attempts.SelectMany(attempt => Check(attempt, evidence).Select(text => new Violation(Name, attempt.Name, text)));

    private static IEnumerable<string> Check(LoggedAttempt attempt, Evidence evidence)
    {
        var start = attempt.Started;
        var saved = evidence.Logs[attempt.Sweep].OfType<CheckpointSaved>()
            .Where(checkpoint => checkpoint.Trial == start.Trial && checkpoint.Sequence < start.Sequence)
            .Select(checkpoint => checkpoint.Checkpoint.Step)
            .DefaultIfEmpty(0)
            .Max();
        if (start.FromStep < saved)
        {
            yield return $"it was to go on from step {start.FromStep}, but the checkpoint of step {saved} was saved";
        }

        foreach (var record in evidence.RecordsByAttempt[(attempt.Trial, start.Attempt)].Where(record => record.What == Observed.Started))
        {
            if (record.Step < start.FromStep)
            {
                yield return $"process {record.Process} went on from step {record.Step} instead of {start.FromStep}";
            }
        }
    }
}
