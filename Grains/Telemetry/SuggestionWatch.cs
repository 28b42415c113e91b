using SweepCluster.Contracts.Events;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Telemetry;

/// <summary>Times and checks the suggestions of one sweep. On a finite search space one that was tried before counts as repeated.</summary>
internal sealed class SuggestionWatch(SearchMeter meter, SweepEngine engine)
{
    /// <summary>Takes note of a suggestion before it becomes a trial.</summary>
    public void Note(TrialSuggested suggested, TimeSpan duration)
    {
        meter.Suggested(engine.Spec.Method, duration);
        if (engine.WouldRepeat(suggested.Parameters))
        {
            meter.Repeated();
        }
    }
}
