using System.Collections.Immutable;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api;

/// <summary>Sweep files: what is wrong with one, before anything is submitted.</summary>
internal static class FileRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/validate", ValidateAsync).WithName("validateSweepFile").WithTags("files").AcceptsSweepFile()
            .OnlyReads().RequireRateLimiting(Limits.Submit)
            .WithSummary("Reads a sweep file and answers what it means and what is wrong with it; submits nothing.");
        api.MapPost("/plan", PlanAsync).WithName("planSweep").WithTags("files").AcceptsSweepFile()
            .OnlyReads().RequireRateLimiting(Limits.Submit)
            .WithSummary(
                "Reads a sweep file and answers what it would come to: trials, rungs, steps, and with secondsPerStep how long devices would be "
                + "busy at most; submits nothing.");
    }

    private static async Task<SweepPlan> PlanAsync(
        HttpRequest request, double? secondsPerStep, SweepClient client, CancellationToken cancellationToken)
    {
        if (secondsPerStep is { } seconds && !(seconds > 0 && double.IsFinite(seconds)))
        {
            throw ApiProblem.BadRequest("secondsPerStep", "secondsPerStep must be a number above 0.");
        }

        var file = await SweepFileBody.ReadAsync(request, cancellationToken);
        return SweepPlan.Of(file.Spec, secondsPerStep) with { Warning = await WarningAsync(file.Spec.Resources, client) };
    }

    private static async Task<string?> WarningAsync(ResourcesSpec resources, SweepClient client) => resources is { Device: DeviceKind.Any, Memory: null }
        ? null
        : SlotFit.Warning(resources, [.. (await client.SilosAsync()).SelectMany(silo => silo.Slots)]);

    private static async Task<FileVerdict> ValidateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var file = await SweepFileBody.ReadAsync(request, cancellationToken);
            return new FileVerdict(true, [], [.. file.Warnings.Select(FileErrors.Of)], file.Spec);
        }
        catch (SweepFileException exception)
        {
            return new FileVerdict(false, [.. exception.Errors.Select(FileErrors.Of)], [], null);
        }
    }
}

/// <summary>What was found in a sweep file.</summary>
/// <param name="IsValid">True when it can be submitted.</param>
/// <param name="Errors">What is wrong, in the order of the file.</param>
/// <param name="Warnings">What is allowed but probably not meant.</param>
/// <param name="Spec">What it asks for, with all defaults; null when it is not valid.</param>
internal sealed record FileVerdict(
    bool IsValid, ImmutableArray<FileError> Errors, ImmutableArray<FileError> Warnings, SweepSpec? Spec);
