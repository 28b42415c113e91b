using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Grains.Store;

/// <summary>Turns events and snapshots into the rows that mirror them.</summary>
internal static class Projection
{
    public static EventRow EventRow(string sweep, SweepEvent e)
    {
        var payload = JsonSerializer.SerializeToDocument(e, SweepJson.Options);
        return new EventRow
        {
            Sweep = sweep,
            Sequence = e.Sequence,
            Kind = payload.RootElement.GetProperty("kind").GetString()!,
            Payload = payload.RootElement.GetRawText(),
            Time = e.Time.UtcDateTime,
        };
    }

    /// <summary>
    /// Adds the projections of all requests to the context. A row is new exactly when the event that creates it is among the requests,
    /// so nothing has to be read first; of several snapshots of one thing the last counts.
    /// </summary>
    public static void Stage(SweepDbContext context, IReadOnlyList<AppendRequest> requests)
    {
        var created = new HashSet<(string Sweep, int? Trial)>();
        var sweeps = new Dictionary<string, AppendRequest>();
        var trials = new Dictionary<(string Sweep, int Number), (TrialSnapshot Trial, AppendRequest Request)>();
        foreach (var request in requests)
        {
            sweeps[request.Sweep.Id] = request;
            foreach (var trial in request.Trials)
            {
                trials[(request.Sweep.Id, trial.Number)] = (trial, request);
            }

            foreach (var e in request.Events)
            {
                StageEvent(context, request.Sweep.Id, e, created);
            }
        }

        foreach (var (id, request) in sweeps)
        {
            Put(context, SweepRow(request), created.Contains((id, null)));
        }

        foreach (var (key, (trial, request)) in trials)
        {
            Put(context, TrialRow(request.Sweep, trial), created.Contains((key.Sweep, key.Number)));
        }
    }

    private static void StageEvent(SweepDbContext context, string sweep, SweepEvent e, HashSet<(string, int?)> created)
    {
        switch (e)
        {
            case SweepSubmitted:
                created.Add((sweep, null));
                break;
            case TrialSuggested suggested:
                created.Add((sweep, suggested.Trial));
                break;
            case AttemptReported reported:
                context.Reports.Add(ReportRow(sweep, reported));
                break;
            case CheckpointSaved saved:
                context.Checkpoints.Add(CheckpointRow(sweep, saved));
                break;
        }
    }

    private static void Put<T>(SweepDbContext context, T row, bool isNew)
        where T : class =>
        context.Entry(row).State = isNew ? EntityState.Added : EntityState.Modified;

    private static SweepRow SweepRow(AppendRequest request)
    {
        var sweep = request.Sweep;
        var counts = sweep.Trials;
        return new SweepRow
        {
            Id = sweep.Id,
            Name = sweep.Spec.Name,
            Status = sweep.Status,
            Sequence = sweep.Sequence,
            SpecHash = request.SpecHash,
            Snapshot = JsonSerializer.Serialize(sweep, SweepJson.Options),
            Priority = sweep.Spec.Resources.Priority,
            Weight = sweep.Spec.Resources.Weight,
            Trials = counts.Total,
            Running = counts.Running,
            Finished = counts.Completed + counts.Pruned + counts.Failed + counts.Canceled,
            BestValue = BestValue(sweep, sweep.Incumbent),
            SubmittedAt = sweep.SubmittedAt.UtcDateTime,
        };
    }

    private static TrialRow TrialRow(SweepSnapshot sweep, TrialSnapshot trial) => new()
    {
        Sweep = sweep.Id,
        Number = trial.Number,
        Status = trial.Status,
        Parameters = JsonSerializer.Serialize(trial.Parameters, SweepJson.Options),
        Attempt = trial.Attempt,
        Step = trial.Step,
        BestValue = BestValue(sweep, trial),
        Reason = trial.Reason,
        Snapshot = JsonSerializer.Serialize(trial with { Curve = [] }, SweepJson.Options),
    };

    private static double? BestValue(SweepSnapshot sweep, TrialSnapshot? trial) =>
        trial?.BestMetrics?[sweep.Spec.Objectives[0].Metric];

    private static ReportRow ReportRow(string sweep, AttemptReported reported) => new()
    {
        Sweep = sweep,
        Trial = reported.Trial,
        Attempt = reported.Attempt,
        Step = reported.Step,
        Metrics = JsonSerializer.Serialize(reported.Metrics, SweepJson.Options),
        StepSeconds = reported.StepSeconds,
        Decision = reported.Judgement.Decision,
        Time = reported.Time.UtcDateTime,
    };

    private static CheckpointRow CheckpointRow(string sweep, CheckpointSaved saved) => new()
    {
        Sweep = sweep,
        Sequence = saved.Sequence,
        Trial = saved.Trial,
        Attempt = saved.Attempt,
        Step = saved.Checkpoint.Step,
        Path = saved.Checkpoint.Path,
        Bytes = saved.Checkpoint.Bytes,
        Sha256 = saved.Checkpoint.Sha256,
        Time = saved.Time.UtcDateTime,
    };
}
