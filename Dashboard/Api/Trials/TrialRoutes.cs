using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>A sweep's trials.</summary>
internal static class TrialRoutes
{
    /// <summary>Adds the routes to the group of a sweep's trials.</summary>
    public static void Map(RouteGroupBuilder trials)
    {
        trials.MapGet("/", ListAsync).WithName("listTrials").WithSummary(
            "The trials of a sweep. filter is a list of conditions such as status:completed,val_loss<0.1,params.lr>=1e-3; sort is a list of fields "
            + "such as rank,-step. Trials without a value, and NaN, come last in both directions.");
        trials.MapGet("/{number:int}", (string id, int number, SweepClient client) => client.Sweep(id).GetTrial(number))
            .WithName("getTrial").WithSummary("One trial as it is now, with the values of the first objective by step.");
        trials.MapGet("/{number:int}/log", LogAsync).WithName("getTrialLog")
            .WithSummary("What the running attempt is doing and its last lines of log; empty when none runs.");
        trials.MapGet("/{number:int}/events", (string id, int number, SweepClient client) => client.Sweep(id).GetTrialEvents(number))
            .WithName("getTrialEvents")
            .WithSummary("All that happened to a trial: its suggestion, attempts, reports with their judgements, checkpoints and ends.");
        trials.MapGet("/{number:int}/reports", ReportsAsync).WithName("getTrialReports")
            .WithSummary("What a trial reported, in order: step, metrics, and what was decided. A step that was repeated after a loss is there twice.");
        trials.MapPost("/{number:int}/stop", StopAsync).WithName("stopTrial")
            .WithSummary("Stops a trial: its attempt ends after its current step. Repeating it changes nothing.");
        trials.MapPost("/{number:int}/retry", RetryAsync).WithName("retryTrial")
            .WithSummary("Gives a failed trial all its retries again; it goes on from its last checkpoint. 409 when it has not failed or the sweep is over.");
        trials.MapPatch("/{number:int}", NoteAsync).WithName("noteTrial")
            .WithSummary("Remembers a note of up to 2,000 characters on a trial, and whether it is pinned; what is absent stays. Also when the sweep is over.");
        TrialExport.Map(trials);
        ImportRoute.Map(trials);
    }

    private static async Task<Page<TrialSnapshot>> ListAsync(
        string id, SweepClient client, string? filter, string? sort, int? limit, string? after)
    {
        var page = PageRequest.Read(limit, after);
        return page.Of((await TrialSelection.ReadAsync(client.Sweep(id), filter, sort)).Trials);
    }

    private static async Task<IEnumerable<AttemptReported>> ReportsAsync(string id, int number, SweepClient client) =>
        (await client.Sweep(id).GetTrialEvents(number)).OfType<AttemptReported>();

    private static async Task<TrialSnapshot> StopAsync(string id, int number, SweepClient client)
    {
        var sweep = client.Sweep(id);
        await sweep.StopTrial(number);
        return await sweep.GetTrial(number);
    }

    private static async Task<TrialSnapshot> NoteAsync(string id, int number, TrialNote note, SweepClient client)
    {
        if (note.Problem is { } problem)
        {
            throw ApiProblem.BadRequest("body", problem);
        }

        var sweep = client.Sweep(id);
        await sweep.NoteTrial(number, note);
        return await sweep.GetTrial(number);
    }

    private static Task<TrialSnapshot> RetryAsync(string id, int number, SweepClient client) => ApiProblem.UnlessTooLate(async () =>
    {
        var sweep = client.Sweep(id);
        await sweep.RetryTrial(number);
        return await sweep.GetTrial(number);
    });

    private static async Task<TrialLog> LogAsync(string id, int number, SweepClient client)
    {
        await client.Sweep(id).GetTrial(number);
        var progress = await client.ProgressAsync(new TrialId(id, number));
        return progress is null
            ? new TrialLog(null, null, null, [])
            : new TrialLog(progress.Attempt.Number, progress.Phase, progress.Step, [.. progress.Log]);
    }
}

/// <summary>What a trial is doing.</summary>
/// <param name="Attempt">The running attempt; null when none runs.</param>
/// <param name="Phase">What it does, such as training; null when none runs.</param>
/// <param name="Step">The step in progress; null when none runs.</param>
/// <param name="Lines">The last lines it logged, oldest first.</param>
internal sealed record TrialLog(int? Attempt, string? Phase, int? Step, IReadOnlyList<string> Lines);
