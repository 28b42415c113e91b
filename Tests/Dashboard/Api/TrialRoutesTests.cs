using System.Net;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Api;

public sealed class TrialRoutesTests : IAsyncLifetime
{
    private const string Trials = "/api/v1/sweeps/digits-1/trials";

    private ApiServer _api = null!;

    public async ValueTask InitializeAsync() =>
        _api = await ApiServer.StartAsync(new FakeCluster(new FakeSweepGrain(Samples.Sweep, Samples.Trials)));

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData("", "0 1 2 3 4")]
    [InlineData("sort=rank", "1 0 2 4 3")]
    [InlineData("sort=-rank", "4 2 0 1 3")]
    [InlineData("sort=val_loss", "1 0 2 4 3")]
    [InlineData("sort=-val_loss", "4 2 0 1 3")]
    [InlineData("sort=status,-number", "1 0 3 2 4")]
    [InlineData("filter=status:completed", "0 1")]
    [InlineData("filter=status:completed|failed", "0 1 3")]
    [InlineData("filter=status!:completed", "2 3 4")]
    [InlineData("filter=val_loss<0.5", "0 1")]
    [InlineData("filter=val_loss>=0.2104,step>2", "0")]
    [InlineData("filter=number!=0,status:completed", "1")]
    [InlineData("sort=rank&limit=2&after=1", "0 2")]
    public async Task List_FilteredAndSorted_AnswersThoseInOrder(string query, string numbers)
    {
        var page = await _api.GetJsonAsync($"{Trials}?{query.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)}");

        Assert.Equal(numbers, string.Join(' ', page["items"]!.AsArray().Select(trial => (int)trial!["number"]!)));
    }

    [Theory]
    [InlineData("filter=status", "filter")]
    [InlineData("filter=status:done", "filter")]
    [InlineData("filter=step>many", "filter")]
    [InlineData("filter=:completed", "filter")]
    [InlineData("sort=rank,,step", "sort")]
    public async Task List_UnreadableQuery_SaysWhichPart(string query, string pointer)
    {
        var response = await _api.GetAsync($"{Trials}?{query.Replace(">", "%3E", StringComparison.Ordinal)}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(pointer, (string?)(await ApiServer.JsonOf(response))["pointer"]);
    }

    [Fact]
    public async Task Get_OfATrial_AnswersIt() => Assert.Equal("out of memory", (string?)(await _api.GetJsonAsync($"{Trials}/3"))["reason"]);

    [Fact]
    public async Task Get_UnknownTrial_SaysWhichThereAre()
    {
        var response = await _api.GetAsync($"{Trials}/5");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("0 to 4", (string?)(await ApiServer.JsonOf(response))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AsCsv_HasParametersAndMetricsInColumns()
    {
        var lines = (await TextAsync($"{Trials}/export.csv?sort=rank")).Split("\r\n");

        Assert.StartsWith("number,status,rank,step,attempt,seconds,reason,params.lr,params.model", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",val_loss", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("1,completed,1,8,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",0.08125", lines[1], StringComparison.Ordinal);
        Assert.Equal(7, lines.Length);
    }

    [Fact]
    public async Task Export_AsJsonLines_HasOneTrialALine()
    {
        var lines = (await TextAsync($"{Trials}/export.jsonl?filter=status:failed")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("\"number\":3", Assert.Single(lines), StringComparison.Ordinal);
    }

    private async Task<string> TextAsync(string path) =>
        await (await _api.GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
