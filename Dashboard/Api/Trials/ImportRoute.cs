using Microsoft.AspNetCore.Mvc;
using SweepCluster.Contracts.Trials;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>Takes in results that were found elsewhere, as the sweep's first trials or further ones.</summary>
internal static class ImportRoute
{
    private const int MostBytes = 32 << 20;

    /// <summary>Adds the route to the group of a sweep's trials.</summary>
    public static void Map(RouteGroupBuilder trials) => trials
        .MapPost("/import", ImportAsync).WithName("importTrials").Accepts<string>("application/jsonl", "application/x-ndjson", "text/plain")
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .WithSummary(
            "Takes in completed trials, one JSON document per line as export.jsonl gives them, or with params, state and value as Optuna names "
            + "them. The sampler learns from them. Parameter sets that were imported before are left out, so it may be repeated.");

    private static async Task<ImportAnswer> ImportAsync(string id, HttpRequest request, SweepClient client, CancellationToken cancellationToken)
    {
        var sweep = client.Sweep(id);
        var objectives = (await sweep.GetSnapshot()).Spec.Objectives;
        using var reader = new StreamReader(request.Body);
        try
        {
            var import = await TrialImport.ReadAsync(reader, objectives, cancellationToken);
            return await import.AddAsync(part => ApiProblem.UnlessTooLate(() => sweep.Import(part)));
        }
        catch (BadLineException exception)
        {
            throw ApiProblem.BadRequest($"line {exception.Line}", exception.Message);
        }
    }
}
