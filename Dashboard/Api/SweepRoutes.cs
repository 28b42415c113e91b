using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api;

/// <summary>Sweeps: submit, list, look at, steer.</summary>
internal static class SweepRoutes
{
    /// <summary>Adds the routes to the group of sweeps.</summary>
    public static void Map(RouteGroupBuilder sweeps)
    {
        sweeps.MapGet("/", ListAsync).WithName("listSweeps")
            .WithSummary("All sweeps, newest first; status and q filter them.");
        sweeps.MapPost("/", SubmitAsync).WithName("submitSweep").AcceptsSweepFile().RequireRateLimiting(Limits.Submit).Produces<SubmittedSweep>(StatusCodes.Status201Created)
            .WithSummary("Submits a sweep file, YAML or JSON. With an Idempotency-Key the same request may be repeated without harm.");
        sweeps.MapGet("/{id}", (string id, SweepClient client) => client.Sweep(id).GetSnapshot()).WithName("getSweep")
            .WithSummary("One sweep as it is now, without its trials.");
        sweeps.MapGet("/{id}/importance", ImportanceAsync).WithName("getImportance")
            .WithSummary("How much each parameter matters to the first metric, by method=fanova or ped-anova.");
        sweeps.MapPatch("/{id}", ChangeAsync).WithName("changeSweep")
            .WithSummary("Changes limits or shares of a sweep that is not over: runCap, maxConcurrentTrials, priority, weight; absent ones stay.");
        sweeps.MapDelete("/{id}", DeleteAsync).WithName("deleteSweep").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Deletes a sweep that is over, with its trials and checkpoints. Its id is not given to another one.");
        MapCommand(sweeps, "pause", "Stops starting attempts; running ones stop at a checkpoint.", sweep => sweep.Pause());
        MapCommand(sweeps, "resume", "Goes on after a pause.", sweep => sweep.Resume());
        MapCommand(sweeps, "cancel", "Stops all attempts and ends the sweep.", sweep => sweep.Cancel());
    }

    private static async Task<Page<SweepHeadline>> ListAsync(SweepClient client, string? status, string? q, int? limit, string? after)
    {
        var page = PageRequest.Read(limit, after);
        SweepStatus? wanted = status is null ? null : StatusNames.Read<SweepStatus>(status);
        var all = await client.ListAsync();
        return page.Of([.. all.Where(sweep => (wanted is null || sweep.Status == wanted) && Mentions(sweep, q))]);
    }

    private static bool Mentions(SweepHeadline sweep, string? words) =>
        string.IsNullOrEmpty(words) || sweep.Id.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static async Task<IResult> SubmitAsync(HttpRequest request, SweepClient client, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Read(request);
        var file = await SweepFileBody.ReadAsync(request, cancellationToken);
        var id = await client.SubmitAsync(file.Spec, key);
        return Results.Created($"{ApiRoutes.Root}/sweeps/{id}", new SubmittedSweep(id, [.. file.Warnings.Select(FileErrors.Of)]));
    }

    private static Task<ImportanceReport> ImportanceAsync(string id, string? method, SweepClient client)
    {
        var chosen = method switch
        {
            null or "fanova" => ImportanceMethod.Fanova,
            "ped-anova" => ImportanceMethod.PedAnova,
            _ => throw ApiProblem.BadRequest("method", $"'{method}' is no method; there are fanova and ped-anova."),
        };
        return ApiProblem.UnlessTooLate(() => client.Sweep(id).GetImportance(chosen));
    }

    private static Task<IResult> DeleteAsync(string id, SweepClient client) => ApiProblem.UnlessTooLate(async () =>
    {
        var sweep = client.Sweep(id);
        await sweep.GetSnapshot();
        await sweep.Delete();
        return Results.NoContent();
    });

    private static async Task<SweepSnapshot> ChangeAsync(string id, SweepChange change, SweepClient client)
    {
        if (change.Problem is { } problem)
        {
            throw ApiProblem.BadRequest("body", problem);
        }

        var sweep = client.Sweep(id);
        await sweep.Change(change);
        return await sweep.GetSnapshot();
    }

    private static void MapCommand(RouteGroupBuilder sweeps, string name, string summary, Func<ISweepGrain, Task> command) =>
        sweeps.MapPost($"/{{id}}/{name}", async (string id, SweepClient client) =>
        {
            var sweep = client.Sweep(id);
            await command(sweep);
            return await sweep.GetSnapshot();
        }).WithName($"{name}Sweep").WithSummary($"{summary} Repeating it changes nothing.");
}

/// <summary>What came of a submission.</summary>
/// <param name="Id">The sweep's id.</param>
/// <param name="Warnings">What is allowed but probably not meant, in the order of the file.</param>
internal sealed record SubmittedSweep(string Id, ImmutableArray<FileError> Warnings);
