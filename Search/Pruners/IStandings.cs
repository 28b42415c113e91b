namespace SweepCluster.Search.Pruners;

/// <summary>How trials stand among each other at one point of training.</summary>
internal interface IStandings
{
    /// <summary>How many trials there are.</summary>
    int Count { get; }

    /// <summary>The trials, best first; who came earlier is before its equals. A live view.</summary>
    IEnumerable<int> Ordered { get; }

    /// <summary>How many of them are better than one with these scores.</summary>
    int CountBetter(params ReadOnlySpan<double> scores);

    /// <summary>Those of them that would be before one with these scores that came now. A live view.</summary>
    IEnumerable<int> Before(params ReadOnlySpan<double> scores);

    /// <summary>Adds a trial with finite scores.</summary>
    void Add(int trial, params ReadOnlySpan<double> scores);
}
