using System.Net;
using System.Net.ServerSentEvents;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Api;

public sealed class FeedRoutesTests : IAsyncLifetime
{
    private readonly FakeSweepGrain _sweep = new(Samples.Sweep, Samples.Trials);
    private ApiServer _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiServer.StartAsync(new FakeCluster(_sweep));

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Get_Events_StreamsThemWithTheirSequenceNumbers()
    {
        using var response = await _api.GetAsync("/api/v1/sweeps/digits-1/events");
        _sweep.Change();
        _sweep.Change();

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["41", "42"], await IdsAsync(response, 2));
        Assert.Equal([1], _sweep.WatchedFrom);
    }

    [Theory]
    [InlineData("", "Last-Event-ID", "40")]
    [InlineData("?after=40", "X-Nothing", "")]
    [InlineData("?after=7", "Last-Event-ID", "40")]
    public async Task Get_EventsAfterOne_GoesOnBehindIt(string query, string header, string value)
    {
        using var response = await _api.GetAsync($"/api/v1/sweeps/digits-1/events{query}", (header, value));
        _sweep.Change();
        await IdsAsync(response, 1);

        Assert.Equal([41], _sweep.WatchedFrom);
    }

    [Fact]
    public async Task Get_EventsOfNoSweepOrAfterNoNumber_IsAProblem()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync("/api/v1/sweeps/nothing-1/events")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.GetAsync("/api/v1/sweeps/digits-1/events?after=x")).StatusCode);
    }

    private static async Task<string[]> IdsAsync(HttpResponseMessage response, int count)
    {
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var ids = new List<string>();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            ids.Add(item.EventId!);
            if (ids.Count == count)
            {
                break;
            }
        }

        return [.. ids];
    }
}
