using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Silo.Slots;

/// <summary>
/// How an attempt will count when its process is killed from outside. The first verdict stands: a process killed as hung that then also
/// misses its lease was still hung.
/// </summary>
internal sealed class Verdict
{
    private readonly Lock _lock = new();
    private bool _isGiven;

    /// <summary>The outcome; null while there is none, or when nobody wants to hear of the attempt any more.</summary>
    public AttemptOutcome? Outcome { get; private set; }

    /// <summary>True when a verdict was given.</summary>
    public bool IsGiven
    {
        get
        {
            lock (_lock)
            {
                return _isGiven;
            }
        }
    }

    /// <summary>Gives a verdict unless one was given before; null means that the attempt is not to be reported at all.</summary>
    public void Give(AttemptOutcome? outcome)
    {
        lock (_lock)
        {
            if (!_isGiven)
            {
                _isGiven = true;
                Outcome = outcome;
            }
        }
    }
}
