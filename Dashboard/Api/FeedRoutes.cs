using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api;

/// <summary>A sweep's events as they come.</summary>
internal static class FeedRoutes
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>Adds the routes to the group of one sweep.</summary>
    public static void Map(RouteGroupBuilder sweep) => sweep
        .MapGet("/events", WatchAsync).WithName("watchSweep")
        .WithSummary(
            "The sweep's events as server-sent events, first those there are, then each new one, until its last. An event's id is its sequence "
            + "number: Last-Event-ID, or the query parameter after, goes on behind it.");

    private static async Task<ServerSentEventsResult<SweepEvent>> WatchAsync(
        string id, HttpRequest request, SweepClient client, string? after, CancellationToken cancellationToken)
    {
        var sweep = client.Sweep(id);
        await sweep.GetSnapshot();
        var last = Sequence(request.Headers[LastEventId].FirstOrDefault(), LastEventId) ?? Sequence(after, "after") ?? 0;
        return TypedResults.ServerSentEvents(Items(sweep, last + 1, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<SweepEvent>> Items(
        ISweepGrain sweep, long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var e in sweep.Watch(from, cancellationToken).WithCancellation(cancellationToken))
        {
            yield return new SseItem<SweepEvent>(e, "sweep-event") { EventId = e.Sequence.ToString(CultureInfo.InvariantCulture) };
        }
    }

    private static long? Sequence(string? text, string pointer) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence
        : throw ApiProblem.BadRequest(pointer, $"{pointer} was '{text}'; it must be an event's sequence number.");
}
