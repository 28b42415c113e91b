using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Engine;
using SweepCluster.Search.Space;

namespace SweepCluster.Grains.Telemetry;

/// <summary>
/// Times and checks the suggestions of one sweep. On a finite search space an equal one counts as repeated; on an endless one nobody looks,
/// for that would keep every parameter set twice.
/// </summary>
internal sealed class SuggestionWatch(SearchMeter meter, SweepEngine engine)
{
    private readonly Lazy<HashSet<ParameterSet>?> _known = new(() => Known(engine), LazyThreadSafetyMode.None);

    /// <summary>Takes note of a suggestion before it becomes a trial.</summary>
    public void Note(TrialSuggested suggested, TimeSpan duration)
    {
        meter.Suggested(engine.Spec.Method, duration);
        if (_known.Value?.Add(suggested.Parameters) == false)
        {
            meter.Repeated();
        }
    }

    private static HashSet<ParameterSet>? Known(SweepEngine engine) =>
        SearchSpace.Compile(engine.Spec.Parameters).PointCount is not null
            ? [.. Enumerable.Range(0, engine.TrialCount).Select(engine.ParametersOf)]
            : null;
}
