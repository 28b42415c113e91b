namespace SweepCluster.Search.Pruners;

/// <summary>When a trial is judged: at its first report after the warm-up and of every interval after that.</summary>
/// <param name="WarmupSteps">Steps, counted from 1, after which the first judgement may be.</param>
/// <param name="Interval">Steps from one judgement to the next; at least 1.</param>
internal readonly record struct Rhythm(int WarmupSteps, int Interval)
{
    /// <summary>True when a report is to be judged.</summary>
    /// <param name="previous">The step of the report before; 0 for none.</param>
    /// <param name="step">The step of the report.</param>
    public bool IsDue(int previous, int step)
    {
        var first = WarmupSteps + 1;
        return step >= first && (previous < first || (previous - first) / Interval < (step - first) / Interval);
    }
}
