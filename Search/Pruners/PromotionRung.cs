namespace SweepCluster.Search.Pruners;

/// <summary>The trials that came to a rung, and which of them wait there.</summary>
/// <param name="objectives">How many objectives there are.</param>
internal sealed class PromotionRung(int objectives)
{
    private readonly HashSet<int> _waiting = [];

    /// <summary>How the trials stand, those that have gone on included.</summary>
    public IStandings Standings { get; } = Pruners.Standings.For(objectives);

    /// <summary>Adds a trial.</summary>
    public void Add(int trial, bool isWaiting, params ReadOnlySpan<double> scores)
    {
        Standings.Add(trial, scores);
        if (isWaiting)
        {
            _waiting.Add(trial);
        }
    }

    /// <summary>Lets a trial wait no longer.</summary>
    public void Promote(int trial) => _waiting.Remove(trial);

    /// <summary>The waiting trials among the best ⌊n/η⌋, best first.</summary>
    /// <param name="factor">η.</param>
    /// <param name="least">Among so many at least, even if they are more than ⌊n/η⌋.</param>
    public IEnumerable<int> Promotable(int factor, int least) => _waiting.Count == 0
        ? []
        : Standings.Ordered.Take(Math.Max(least, Standings.Count / factor)).Where(_waiting.Contains);

    /// <summary>True when a trial that came now would be the first to go on.</summary>
    public bool WouldPromote(int factor, params ReadOnlySpan<double> scores)
    {
        var chosen = (Standings.Count + 1) / factor;
        return Standings.CountBetter(scores) < chosen
            && Standings.Before(scores).Take(chosen).ToList() is var before
            && before.Count < chosen && !before.Exists(_waiting.Contains);
    }
}
