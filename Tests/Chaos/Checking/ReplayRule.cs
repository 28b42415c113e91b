using SweepCluster.Contracts.Events;
using SweepCluster.Search.Engine;

namespace SweepCluster.Chaos.Checking;

/// <summary>Every suggestion and every decision in the log is the one that the engine comes to from the events before it.</summary>
internal sealed class ReplayRule : IRule
{
    public string Name => "replay";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        evidence.Logs.SelectMany(log => Replay(log.Value).Select(text => new Violation(Name, log.Key, text)));

    private static IEnumerable<string> Replay(IReadOnlyList<SweepEvent> log)
    {
        var replay = new LogReplay();
        foreach (var e in log)
        {
            var (text, isOver) = Next(replay, e);
            if (text is not null)
            {
                yield return text;
            }

            if (isOver)
            {
                yield break;
            }
        }
    }

    private static (string? Text, bool IsOver) Next(LogReplay replay, SweepEvent e)
    {
        try
        {
            return replay.Next(e) is { } difference
                ? ($"event {difference.Sequence} says {difference.Logged}, its replay {difference.Replayed}", false)
                : (null, false);
        }
        catch (InvalidDataException exception)
        {
            return (exception.Message, true);
        }
    }
}
