using SweepCluster.Contracts.Snapshots;
using SweepCluster.Search.Engine;
using SweepCluster.Search.Importance;

namespace SweepCluster.Grains.Sweeps;

/// <summary>
/// The importance of parameters as it was worked out last: seconds of work, done off the grain's scheduler, again only when the log has
/// grown, and never twice at a time for the same method.
/// </summary>
internal sealed class ImportanceCache
{
    private readonly Dictionary<ImportanceMethod, (long Sequence, Task<ImportanceReport> Report)> _known = [];

    /// <summary>The report for the sweep as it is now, or as it was when the one under way was begun.</summary>
    /// <exception cref="InvalidOperationException">The trials say nothing yet.</exception>
    public Task<ImportanceReport> OfAsync(SweepEngine engine, ImportanceMethod method)
    {
        if (_known.TryGetValue(method, out var known) && (known.Sequence == engine.LastSequence || !known.Report.IsCompleted))
        {
            return known.Report;
        }

        var (spec, trials) = (engine.Spec, engine.TrialSnapshots());
        var report = Task.Run(() => Analyse(() => ImportanceAnalysis.Of(spec, trials, method)));
        _known[method] = (engine.LastSequence, report);
        return report;
    }

    private static ImportanceReport Analyse(Func<ImportanceReport> analyse)
    {
        try
        {
            return analyse();
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException(exception.Message, exception);
        }
    }
}
