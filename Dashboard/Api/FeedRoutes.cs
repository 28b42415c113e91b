using System.Buffers;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api;

/// <summary>A sweep's events as they come.</summary>
internal static class FeedRoutes
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>Adds the routes to the group of one sweep.</summary>
    public static void Map(RouteGroupBuilder sweep) => sweep
        .MapGet("/events", WatchAsync).WithName("watchSweep").Produces<SweepEvent>(contentType: "text/event-stream")
        .WithSummary(
            "The sweep's events as server-sent events, first those there are, then each new one, until its last. An event's id is its sequence "
            + "number: Last-Event-ID, or the query parameter after, goes on behind it.");

    private static async Task WatchAsync(
        string id, HttpContext context, SweepClient client, AccessRules access, string? after, CancellationToken cancellationToken)
    {
        var sweep = client.Sweep(id);
        await sweep.GetSnapshot();
        var last = Sequence(context.Request.Headers[LastEventId].FirstOrDefault(), LastEventId) ?? Sequence(after, "after") ?? 0;
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";

        // The framework's own result says nothing before the first event, and a quiet sweep may have none for hours.
        await response.Body.FlushAsync(cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, access.EndOf(context.User));
        try
        {
            await SseFormatter.WriteAsync(Items(sweep, last + 1, end.Token), response.Body, Write, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The key was revoked: what was sent stays sent, and the stream ends.
            await response.Body.FlushAsync(cancellationToken);
        }
    }

    private static void Write(SseItem<SweepEvent> item, IBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer);
        JsonSerializer.Serialize(json, item.Data, SweepJson.Options);
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
