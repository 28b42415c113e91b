using System.Text.Json.Serialization;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Cli.Running;

/// <summary>The document that <c>sweep run --json</c> prints.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Trials">How many trials ended how.</param>
/// <param name="Best">The best completed trial; null when none completed.</param>
/// <param name="ElapsedSeconds">How long this session of the run lasted.</param>
/// <param name="DeviceSeconds">How long slots were busy in this session.</param>
/// <param name="DeviceUtilisation">The busy fraction of the slots in this session; null when no attempt ran.</param>
internal sealed record RunResult(
    string Sweep,
    SweepStatus Status,
    RunResult.TrialTotals Trials,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RunResult.BestTrial? Best,
    double ElapsedSeconds,
    double DeviceSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? DeviceUtilisation)
{
    /// <summary>Collects the document's parts.</summary>
    public static RunResult Of(SweepSnapshot sweep, TimeSpan elapsed, RunSummary summary, int slots) => new(
        sweep.Id,
        sweep.Status,
        new TrialTotals(sweep.Trials.Total, sweep.Trials.Completed, sweep.Trials.Pruned, sweep.Trials.Failed),
        sweep.Incumbent is { } best ? BestTrial.Of(best) : null,
        Math.Round(elapsed.TotalSeconds, 3),
        Math.Round(summary.DeviceSeconds, 3),
        summary.DeviceUtilisation(slots) is { } utilisation ? Math.Round(utilisation, 4) : null);

    /// <summary>How many trials ended how.</summary>
    internal sealed record TrialTotals(int Total, int Completed, int Pruned, int Failed);

    /// <summary>A trial with its best metrics and the step they were reported at.</summary>
    internal sealed record BestTrial(int Number, ParameterSet Parameters, MetricSet Metrics, int Step)
    {
        /// <summary>The best of a trial.</summary>
        public static BestTrial Of(TrialSnapshot trial) => new(
            trial.Number,
            trial.Parameters,
            trial.BestMetrics ?? trial.Metrics ?? MetricSet.Empty,
            trial.BestStep ?? trial.Step);
    }
}
