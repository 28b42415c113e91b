using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using static SweepCluster.Contracts.Telemetry.SweepTelemetry;

namespace SweepCluster.Grains.Telemetry;

/// <summary>
/// What can be read off at any moment: the sweeps that are active on this silo, their trials, and the silos that it knows. Asks no grain,
/// and what is gone is not reported any more.
/// </summary>
internal sealed class SweepGauges(IMeterFactory meters, ActiveSweeps sweeps, IClusterMembershipService membership) : IHostedService
{
    /// <summary>More sweeps at once are not shown by name, so that the number of series has a bound; the newest go first.</summary>
    internal const int MostNamed = 100;

    private static readonly string[] Statuses = ["running", "paused", "stopping"];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("sweep.sweeps", Sweeps, "{sweep}", "Sweeps under way, by status.");
        meter.CreateObservableGauge("sweep.trials", Trials, "{trial}", "Trials of sweeps under way, by state.");
        meter.CreateObservableGauge("sweep.objective.best", Best, null, "The best completed trial's value of each objective of a sweep under way.");
        meter.CreateObservableGauge("sweep.cluster.silos", Silos, "{silo}", "Active members of the cluster, as this silo sees them.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string StatusOf(SweepSnapshot sweep) => sweep.IsStopping ? "stopping" : sweep.Status.Label();

    /// <summary>What programs outside the cluster work on waits for no slot.</summary>
    private static long Queued(SweepSnapshot sweep) =>
        sweep.Spec.Task is ExternalTask ? 0 : sweep.Room == int.MaxValue ? sweep.Trials.Pending + 1L : sweep.Room;

    private static IEnumerable<Measurement<double>> BestOf(SweepSnapshot sweep)
    {
        foreach (var objective in sweep.Spec.Objectives)
        {
            if (sweep.Incumbent?.BestMetrics?[objective.Metric] is { } value && double.IsFinite(value))
            {
                yield return new(value, Tag("sweep", sweep.Id), Tag("objective", objective.Metric));
            }
        }
    }

    private IEnumerable<Measurement<int>> Sweeps()
    {
        var counts = sweeps.All.CountBy(StatusOf).ToDictionary();
        return Statuses.Select(status => new Measurement<int>(counts.GetValueOrDefault(status), Tag("status", status)));
    }

    private IEnumerable<Measurement<long>> Trials()
    {
        var all = sweeps.All.ToArray();
        yield return new(all.Sum(sweep => (long)sweep.Trials.Running), Tag("state", "running"));
        yield return new(all.Sum(Queued), Tag("state", "queued"));
        yield return new(all.Sum(sweep => (long)sweep.Trials.Paused), Tag("state", "paused"));
    }

    private IEnumerable<Measurement<double>> Best() =>
        sweeps.All.OrderByDescending(sweep => sweep.SubmittedAt).DistinctBy(sweep => sweep.Id).Take(MostNamed).SelectMany(BestOf);

    private int Silos() => membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active);
}
