using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Values;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>
/// Ask and tell: a program outside the cluster asks for a parameter set, reports metrics, learns whether to go on, and tells how it ended.
/// What it asked for is leased to it: silent for longer than the answer's <c>leaseSeconds</c>, it loses the trial to whoever asks next.
/// </summary>
internal static class AskRoutes
{
    private const int MaxWorkerLength = 100;

    /// <summary>Adds the routes to the group of one sweep.</summary>
    public static void Map(RouteGroupBuilder sweep)
    {
        sweep.MapPost("/ask", AskAsync).WithName("ask").WithSummary(
            "Asks for a parameter set to try. A worker that asks again before it told an end gets the same one. 409 when there is nothing to do now.");
        var trial = sweep.MapGroup("/trials/{number:int}");
        trial.MapPost("/reports", ReportAsync).WithName("tellReport")
            .WithSummary("Tells the metrics after a step and answers what to do: continue, pause, prune, cancel or stale. Renews the lease.");
        trial.MapPost("/renew", RenewAsync).WithName("renewLease").WithSummary("Renews the lease and answers what to do.");
        trial.MapPost("/end", EndAsync).WithName("tellEnd").WithSummary("Tells how the attempt ended. 409 when it was not the trial's current one.");
    }

    private static async Task<AskAnswer> AskAsync(string id, AskRequest request, SweepClient client)
    {
        if (request.Worker is not { Length: > 0 and <= MaxWorkerLength } worker)
        {
            throw ApiProblem.BadRequest("/worker", $"worker must be a name of 1 to {MaxWorkerLength} characters, a different one for each program that asks.");
        }

        return await client.Sweep(id).AcquireLease(SlotOffer.OfProgram(worker)) switch
        {
            LeaseGranted granted => AskAnswer.Of(granted.Lease),
            LeaseRefused refused => throw new ApiProblem(StatusCodes.Status409Conflict, "nothing-to-do", $"The sweep has nothing to try now: {refused.Reason}.")
            {
                Advice = "ask again later, or stop when the sweep's status is completed, canceled or failed",
            },
            var reply => throw new InvalidOperationException($"Unknown reply {reply.GetType().Name}."),
        };
    }

    private static async Task<DirectiveReply> ReportAsync(string id, int number, ReportRequest request, SweepClient client)
    {
        if (request.Step < 1)
        {
            throw ApiProblem.BadRequest("/step", $"step was {request.Step}; it must be at least 1.");
        }

        if (request.Metrics is not { Count: > 0 } metrics)
        {
            throw ApiProblem.BadRequest("/metrics", "metrics must be an object with at least one number.");
        }

        if (!(request.Seconds >= 0 && double.IsFinite(request.Seconds)))
        {
            throw ApiProblem.BadRequest("/seconds", "seconds must be a number of at least 0.");
        }

        var set = new MetricSet([.. metrics.Select(metric => new Metric(metric.Key, metric.Value))]);
        return await client.Sweep(id).Report(new AttemptReport(Attempt(id, number, request.Attempt), request.Step, set, request.Seconds, null));
    }

    private static Task<DirectiveReply> RenewAsync(string id, int number, RenewRequest request, SweepClient client) =>
        client.Sweep(id).Renew(Attempt(id, number, request.Attempt));

    private static async Task<IResult> EndAsync(string id, int number, EndRequest request, SweepClient client)
    {
        var outcome = request.Outcome switch
        {
            "completed" => AttemptOutcome.Completed,
            "pruned" => AttemptOutcome.Pruned,
            "paused" => AttemptOutcome.Paused,
            "canceled" => AttemptOutcome.Canceled,
            "failed" => AttemptOutcome.Failed(FailureReason.ProgramError, request.Reason ?? "no reason given"),
            "infeasible" => AttemptOutcome.Failed(FailureReason.Infeasible, request.Reason ?? "no reason given"),
            var other => throw ApiProblem.BadRequest(
                "/outcome", $"outcome was '{other}'; it must be completed, pruned, paused, canceled, failed or infeasible."),
        };
        return await client.Sweep(id).EndAttempt(Attempt(id, number, request.Attempt), outcome)
            ? Results.NoContent()
            : throw new ApiProblem(
                StatusCodes.Status409Conflict, "stale", $"Attempt {request.Attempt} is not the current one of trial {number}: its end is known, or it lost its lease.");
    }

    private static AttemptId Attempt(string sweep, int trial, int attempt) => new(new TrialId(sweep, trial), attempt);
}

/// <summary>Who asks.</summary>
/// <param name="Worker">By what the asking program is recognised when it asks again.</param>
internal sealed record AskRequest(string? Worker);

/// <summary>A parameter set to try.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt's number, which every message about it carries.</param>
/// <param name="Parameters">The parameter set.</param>
/// <param name="Seed">The seed for everything random in training.</param>
/// <param name="MaxStep">The most steps the trial gets; null when the program says how many.</param>
/// <param name="LeaseSeconds">How long the program may be silent.</param>
/// <param name="Objectives">The metrics that reports should hold.</param>
internal sealed record AskAnswer(
    int Trial, int Attempt, ParameterSet Parameters, long Seed, int? MaxStep, double LeaseSeconds, ImmutableArray<string> Objectives)
{
    /// <summary>What a lease says.</summary>
    public static AskAnswer Of(Lease lease) => new(
        lease.Attempt.Trial.Number,
        lease.Attempt.Number,
        lease.Parameters,
        lease.Seed,
        lease.MaxStep,
        lease.Duration.TotalSeconds,
        [.. lease.Objectives.Select(objective => objective.Metric)]);
}

/// <summary>The metrics after a step.</summary>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Step">The step just finished, counted from 1.</param>
/// <param name="Metrics">The metrics by name.</param>
/// <param name="Seconds">How long the device was busy since the last report.</param>
internal sealed record ReportRequest(int Attempt, int Step, IReadOnlyDictionary<string, double>? Metrics, double Seconds = 0);

/// <summary>A sign of life.</summary>
/// <param name="Attempt">The attempt's number.</param>
internal sealed record RenewRequest(int Attempt);

/// <summary>How an attempt ended.</summary>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Outcome">completed, pruned, paused, canceled, failed or infeasible.</param>
/// <param name="Reason">One sentence for people, of a failure.</param>
internal sealed record EndRequest(int Attempt, string Outcome, string? Reason = null);
