using SweepCluster.Contracts.Events;

namespace SweepCluster.Cli.Running;

/// <summary>
/// How well one session of a run used its slots, folded from the session's events. Attempts that an earlier session started do not count.
/// </summary>
/// <param name="afterSequence">The sequence number of the last event before the session.</param>
internal sealed class RunSummary(long afterSequence)
{
    private readonly HashSet<(int Trial, int Attempt)> _attempts = [];
    private DateTimeOffset? _firstStart;
    private DateTimeOffset? _lastEnd;

    /// <summary>How long slots were busy with training and validation steps.</summary>
    public double DeviceSeconds { get; private set; }

    /// <summary>Takes the next event of the sweep's log.</summary>
    public void Apply(SweepEvent next)
    {
        if (next.Sequence <= afterSequence)
        {
            return;
        }

        switch (next)
        {
            case AttemptStarted started:
                _attempts.Add((started.Trial, started.Attempt));
                _firstStart ??= started.Time;
                break;
            case AttemptReported reported when _attempts.Contains((reported.Trial, reported.Attempt)):
                DeviceSeconds += reported.StepSeconds;
                break;
            case AttemptEnded ended when _attempts.Contains((ended.Trial, ended.Attempt)):
                _lastEnd = ended.Time;
                break;
        }
    }

    /// <summary>
    /// The busy fraction of all slots from the first start to the last end of an attempt; null when no time passed between them.
    /// </summary>
    public double? DeviceUtilisation(int slots)
    {
        var seconds = (_lastEnd - _firstStart)?.TotalSeconds ?? 0;
        return seconds > 0 && slots > 0 ? DeviceSeconds / (slots * seconds) : null;
    }
}
