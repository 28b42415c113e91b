using System.Globalization;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Chaos.Checking;

/// <summary>
/// A trial's attempts are numbered from 1 without a gap, at most one runs at any point of the log, each ends once, and only the one that
/// runs has reports, checkpoints and an end: nothing of a superseded attempt was accepted.
/// </summary>
internal sealed class AttemptRule : IRule
{
    public string Name => "attempt";

    public IEnumerable<Violation> Check(Evidence evidence) => evidence.Logs.SelectMany(log =>
        Check(log.Value).Select(found => new Violation(
            Name, string.Create(CultureInfo.InvariantCulture, $"{log.Key}/{found.Trial}#{found.Attempt}"), found.Text)));

    private static IEnumerable<(int Trial, int Attempt, string Text)> Check(IReadOnlyList<SweepEvent> log)
    {
        var last = new Dictionary<int, (int Attempt, bool Runs)>();
        foreach (var e in log)
        {
            if (SubjectOf(e) is not { } subject)
            {
                continue;
            }

            var known = last.GetValueOrDefault(subject.Trial);
            if (Fault(e, known, subject.Attempt) is { } text)
            {
                yield return (subject.Trial, subject.Attempt, text);
            }

            last[subject.Trial] = e switch
            {
                AttemptStarted => (subject.Attempt, true),
                AttemptEnded => (known.Attempt, false),
                _ => known,
            };
        }

        foreach (var (trial, (attempt, _)) in last.Where(entry => entry.Value.Runs))
        {
            yield return (trial, attempt, "it started and never ended");
        }
    }

    private static string? Fault(SweepEvent e, (int Attempt, bool Runs) known, int attempt) => e switch
    {
        AttemptStarted when known.Runs => $"it started in event {e.Sequence} while attempt {known.Attempt} was running",
        AttemptStarted when attempt != known.Attempt + 1 => $"it started in event {e.Sequence} after attempt {known.Attempt}",
        AttemptStarted => null,
        _ when !known.Runs => $"event {e.Sequence} ({e.GetType().Name}) was accepted while no attempt was running",
        _ when attempt != known.Attempt => $"event {e.Sequence} ({e.GetType().Name}) was accepted while attempt {known.Attempt} was the current one",
        _ => null,
    };

    private static (int Trial, int Attempt)? SubjectOf(SweepEvent e) => e switch
    {
        AttemptStarted started => (started.Trial, started.Attempt),
        AttemptReported reported => (reported.Trial, reported.Attempt),
        CheckpointSaved saved => (saved.Trial, saved.Attempt),
        AttemptEnded ended => (ended.Trial, ended.Attempt),
        _ => null,
    };
}
