using System.Net;
using Parquet;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Api;

public sealed class TrialRoutesTests : IAsyncLifetime
{
    private const string Trials = "/api/v1/sweeps/digits-1/trials";

    private readonly FakeSweepGrain _sweep = new(Samples.Sweep, Samples.Trials);
    private ApiServer _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiServer.StartAsync(new FakeCluster(_sweep));

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData("", "0 1 2 3 4")]
    [InlineData("sort=rank", "1 0 2 4 3")]
    [InlineData("sort=-rank", "4 2 0 1 3")]
    [InlineData("sort=val_loss", "1 0 2 4 3")]
    [InlineData("sort=-val_loss", "4 2 0 1 3")]
    [InlineData("sort=status,-number", "4 1 0 2 3")]
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
    [InlineData("filter=status:", "filter")]
    [InlineData("filter=val_los>1", "filter")]
    [InlineData("sort=val_los", "sort")]
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
    public async Task Patch_OfATrial_RemembersNoteAndPin()
    {
        var noted = await ApiServer.JsonOf(await _api.SendAsync(HttpMethod.Patch, $"{Trials}/3", """{"note": "why?"}""", "application/json"));
        var pinned = await ApiServer.JsonOf(await _api.SendAsync(HttpMethod.Patch, $"{Trials}/3", """{"isPinned": true}""", "application/json"));
        var found = await _api.GetJsonAsync($"{Trials}?filter=pinned:true");
        var tooLong = await _api.SendAsync(HttpMethod.Patch, $"{Trials}/3", $$"""{"note": "{{new string('x', 2001)}}"}""", "application/json");

        Assert.Equal(("why?", false), ((string?)noted["note"], (bool)noted["isPinned"]!));
        Assert.Equal(("why?", true), ((string?)pinned["note"], (bool)pinned["isPinned"]!));
        Assert.Equal(3, (int)Assert.Single(found["items"]!.AsArray())!["number"]!);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, tooLong.StatusCode);
    }

    [Fact]
    public async Task Get_OfATrial_AnswersIt() => Assert.Equal("out of memory", (string?)(await _api.GetJsonAsync($"{Trials}/3"))["reason"]);

    [Fact]
    public async Task Get_UnknownTrial_SaysSo()
    {
        var response = await _api.GetAsync($"{Trials}/5");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("no trial 5", (string?)(await ApiServer.JsonOf(response))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AsCsv_HasParametersAndMetricsInColumns()
    {
        var lines = (await TextAsync($"{Trials}/export.csv?sort=rank")).Split("\r\n");

        Assert.StartsWith("number,status,rank,step,attempt,seconds,reason,note,pinned,params.lr,params.model", lines[0], StringComparison.Ordinal);
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

    [Fact]
    public async Task Export_AsParquet_ReadsBackAsTypedColumns()
    {
        using var response = await _api.GetAsync($"{Trials}/export.parquet?sort=rank");
        using var file = new MemoryStream(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        using var rows = reader.OpenRowGroupReader(0);
        var fields = reader.Schema.GetDataFields().ToDictionary(field => field.Name);
        var (losses, models) = (new double?[5], new string[5]);
        await rows.ReadAsync<double>(fields["val_loss"], losses, cancellationToken: TestContext.Current.CancellationToken);
        await rows.ReadAsync(fields["params.model"], models, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("application/vnd.apache.parquet", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0.08125, 0.2104, 0.9, 1.25, null], losses);
        Assert.Equal(["mlp", "cnn", "cnn", "cnn", "mlp"], models);
        Assert.Equal(typeof(double), fields["number"].ClrType);
    }

    [Fact]
    public async Task Import_OfAnExport_TakesTheCompletedTrialsAtTheirBestStep()
    {
        var lines = await TextAsync($"{Trials}/export.jsonl");

        var answer = await ApiServer.JsonOf(await _api.PostAsync($"{Trials}/import", lines, "application/jsonl"));

        Assert.Equal("""{"added":2,"known":0,"notCompleted":3}""", answer.ToJsonString());
        Assert.Equal(Samples.Trials[0].Parameters, _sweep.Imported[0].Parameters);
        Assert.Equal((8, 0.2104), (_sweep.Imported[0].Step, _sweep.Imported[0].Metrics["val_loss"]));
    }

    [Fact]
    public async Task Import_OfTrialsAsOptunaNamesThem_TakesTheirValue()
    {
        const string Lines = """
            {"number": 0, "state": "COMPLETE", "params": {"lr": 0.01, "model": "cnn"}, "value": 0.25}

            {"number": 1, "state": "PRUNED", "params": {"lr": 0.02, "model": "cnn"}, "value": 0.5}
            {"number": 2, "state": "COMPLETE", "params": {"lr": 0.03, "model": "cnn"}, "values": [0.75]}
            """;

        var answer = await ApiServer.JsonOf(await _api.PostAsync($"{Trials}/import", Lines, "application/jsonl"));

        Assert.Equal((2, 1), ((int)answer["added"]!, (int)answer["notCompleted"]!));
        Assert.Equal([0.25, 0.75], _sweep.Imported.Select(trial => trial.Metrics["val_loss"]));
    }

    [Theory]
    [InlineData("""{"params": {"lr": 0.01}}""")]
    [InlineData("""{"value": 0.5}""")]
    [InlineData("""{"params": {"lr": 0.01}, "values": [0.5, 0.25]}""")]
    [InlineData("null")]
    [InlineData("number,status")]
    public async Task Import_LineThatIsNoTrial_SaysWhichAndImportsNothing(string line)
    {
        var response = await _api.PostAsync(
            $"{Trials}/import", "{\"params\": {\"lr\": 0.01}, \"value\": 0.5}\n" + line, "application/jsonl");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("line 2", (string?)(await ApiServer.JsonOf(response))["pointer"]);
        Assert.Empty(_sweep.Imported);
    }

    [Fact]
    public async Task Retry_Trial_TellsItAndAnswersTheTrial()
    {
        var trial = await ApiServer.JsonOf(await _api.PostAsync($"{Trials}/3/retry"));

        Assert.Equal((3, "retry 3"), ((int)trial["number"]!, Assert.Single(_sweep.Commands)));
    }

    [Fact]
    public async Task Retry_TrialThatDidNotFail_IsAConflict()
    {
        _sweep.Refusal = new InvalidOperationException("Trial 0 is Completed; only a failed one can be retried.");

        Assert.Equal(HttpStatusCode.Conflict, (await _api.PostAsync($"{Trials}/0/retry")).StatusCode);
    }

    private async Task<string> TextAsync(string path) =>
        await (await _api.GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
