using System.Net;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Api;

public sealed class SweepRoutesTests : IAsyncLifetime
{
    private const string File = """
        name: digits
        task: fashion-mnist
        method: random
        metric: {name: val_loss, goal: minimize}
        parameters:
          model: {value: lenet}
          lr: {distribution: log_uniform_values, min: 1e-3, max: 0.1}
        run_cap: 3
        """;

    private readonly FakeSweepGrain _running = new(Samples.Sweep, Samples.Trials);
    private readonly FakeCluster _cluster;
    private ApiServer _api = null!;

    public SweepRoutesTests() =>
        _cluster = new(_running, new FakeSweepGrain(Samples.Of("digits-0", SweepStatus.Completed), Samples.Trials));

    public async ValueTask InitializeAsync() => _api = await ApiServer.StartAsync(_cluster);

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task List_All_AnswersHeadlinesAndTheirNumber()
    {
        var page = await _api.GetJsonAsync("/api/v1/sweeps");

        Assert.Equal(2, (int)page["total"]!);
        Assert.Equal("digits-1", (string?)page["items"]![0]!["id"]);
        Assert.Equal("running", (string?)page["items"]![0]!["status"]);
        Assert.Null(page["next"]);
    }

    [Fact]
    public async Task List_ByStatusAndInParts_AnswersThose()
    {
        Assert.Equal("digits-0", (string?)(await _api.GetJsonAsync("/api/v1/sweeps?status=completed"))["items"]![0]!["id"]);
        var first = await _api.GetJsonAsync("/api/v1/sweeps?limit=1");
        var second = await _api.GetJsonAsync($"/api/v1/sweeps?limit=1&after={first["next"]}");

        Assert.Equal(("digits-1", "digits-0"), ((string?)first["items"]![0]!["id"], (string?)second["items"]![0]!["id"]));
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("status=lost", "status", "running")]
    [InlineData("limit=0", "limit", "1 to 1000")]
    [InlineData("after=x", "after", "next")]
    public async Task List_BadQuery_SaysWhereAndWhatIsAllowed(string query, string pointer, string allowed)
    {
        var response = await _api.GetAsync($"/api/v1/sweeps?{query}");
        var problem = await ApiServer.JsonOf(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("bad-request", pointer), ((string?)problem["code"], (string?)problem["pointer"]));
        Assert.Contains(allowed, (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drain_OfASilo_IsOrderedAndAnswersTheSilo()
    {
        _cluster.Silos = [new SiloView("silo-a", "S127.0.0.1:11111", [])];

        var drained = await ApiServer.JsonOf(await _api.PostAsync("/api/v1/cluster/silos/silo-a/drain"));
        Assert.Equal(("silo-a", true), ((string?)drained["name"], (bool)drained["isDraining"]!));
        Assert.True(_cluster.Silos[0].IsDraining);
        Assert.False((bool)(await ApiServer.JsonOf(await _api.PostAsync("/api/v1/cluster/silos/silo-a/resume")))["isDraining"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync("/api/v1/cluster/silos/silo-z/drain")).StatusCode);
    }

    [Fact]
    public async Task Importance_ByAMethod_AnswersTheSharesOrWhyThereAreNone()
    {
        var tooEarly = await _api.GetAsync("/api/v1/sweeps/digits-1/importance");
        Assert.Equal(HttpStatusCode.Conflict, tooEarly.StatusCode);
        _running.Importance = new ImportanceReport(ImportanceMethod.Fanova, 12, [new ParameterImportance("lr", 0.75, null)], []);

        var report = await _api.GetJsonAsync("/api/v1/sweeps/digits-1/importance?method=ped-anova");

        Assert.Equal(("pedAnova", "lr"), ((string?)report["method"], (string?)report["parameters"]![0]!["parameter"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.GetAsync("/api/v1/sweeps/digits-1/importance?method=guess")).StatusCode);
    }

    [Fact]
    public async Task Get_OfASweep_AnswersItsSnapshot()
    {
        var sweep = await _api.GetJsonAsync("/api/v1/sweeps/digits-1");

        Assert.Equal(("digits-1", "val_loss"), ((string?)sweep["id"], (string?)sweep["spec"]!["objectives"]![0]!["metric"]));
    }

    [Fact]
    public async Task Get_UnknownSweep_IsNotFoundAsAProblem()
    {
        var response = await _api.GetAsync("/api/v1/sweeps/nothing-1");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not-found", (string?)(await ApiServer.JsonOf(response))["code"]);
    }

    [Fact]
    public async Task Get_ClusterIsAway_IsUnavailableAndSaysWhenToTryAgain()
    {
        _running.Failure = new TimeoutException("no answer");

        var response = await _api.GetAsync("/api/v1/sweeps/digits-1");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("pause", "paused")]
    [InlineData("resume", "running")]
    [InlineData("cancel", "canceled")]
    public async Task Post_Command_IsGivenAndTheNewStateIsTheAnswer(string command, string status)
    {
        var response = await _api.PostAsync($"/api/v1/sweeps/digits-1/{command}");

        Assert.Equal(status, (string?)(await ApiServer.JsonOf(response))["status"]);
        Assert.Equal([command], _running.Commands);
    }

    [Fact]
    public async Task Post_SweepFile_SubmitsItAndSaysWhereItIs()
    {
        var response = await _api.PostAsync("/api/v1/sweeps", File);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/v1/sweeps/digits-1", response.Headers.Location?.ToString());
        Assert.Equal("digits", Assert.Single(_cluster.Submitted).Spec.Name);
    }

    [Fact]
    public async Task Post_SweepFileAsJson_IsTheSame()
    {
        const string Json = """
            {"name":"digits","task":"fashion-mnist","method":"random","metric":{"name":"val_loss","goal":"minimize"},
             "parameters":{"model":{"value":"lenet"},"lr":{"distribution":"log_uniform_values","min":1e-3,"max":0.1}},"run_cap":3}
            """;
        await _api.PostAsync("/api/v1/sweeps", File);
        await _api.PostAsync("/api/v1/sweeps", Json, "application/json");

        Assert.Equal(Contracts.Files.SpecHash.Of(_cluster.Submitted[0].Spec), Contracts.Files.SpecHash.Of(_cluster.Submitted[1].Spec));
    }

    [Fact]
    public async Task Post_IdempotencyKey_ReachesTheCatalog()
    {
        await _api.PostAsync("/api/v1/sweeps", File, headers: ("Idempotency-Key", "once-7"));

        Assert.Equal("once-7", Assert.Single(_cluster.Submitted).RequestId);
    }

    [Fact]
    public async Task Post_FileWithErrors_ListsThemWithLinesAndSubmitsNothing()
    {
        var response = await _api.PostAsync("/api/v1/sweeps", File.Replace("run_cap", "run_cup", StringComparison.Ordinal));
        var problem = await ApiServer.JsonOf(response);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(8, (int)problem["errors"]![0]!["line"]!);
        Assert.Empty(_cluster.Submitted);
    }

    [Theory]
    [InlineData("https://evil.example.org")]
    [InlineData("null")]
    public async Task Post_FromAPageOfAnotherSite_IsRefusedAndDoesNothing(string origin)
    {
        var response = await _api.PostAsync("/api/v1/sweeps/digits-1/cancel", headers: ("Origin", origin));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("another-site", (string?)(await ApiServer.JsonOf(response))["code"]);
        Assert.Empty(_running.Commands);
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("image/png", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/yaml", HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_WrongTypeOrTooLarge_IsRefused(string type, HttpStatusCode status)
    {
        var response = await _api.PostAsync("/api/v1/sweeps", new string('#', 300_000), type);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Post_ToValidate_AnswersWhatTheFileMeans()
    {
        var verdict = await ApiServer.JsonOf(await _api.PostAsync("/api/v1/validate", File));
        var refused = await ApiServer.JsonOf(await _api.PostAsync("/api/v1/validate", "name: ["));

        Assert.True((bool)verdict["isValid"]!);
        Assert.Equal(3, (int)verdict["spec"]!["runCap"]!);
        Assert.False((bool)refused["isValid"]!);
        Assert.NotEmpty(refused["errors"]!.AsArray());
        Assert.Empty(_cluster.Submitted);
    }

    [Fact]
    public async Task Post_ToPlan_AnswersTrialsRungsAndDeviceTime()
    {
        var plan = await ApiServer.JsonOf(await _api.PostAsync(
            "/api/v1/plan?secondsPerStep=2.5", File + "\nearly_terminate: {type: asha, min_iter: 1, max_iter: 9, eta: 3}"));

        Assert.Equal((3, 27, 67.5), ((int)plan["trials"]!, (int)plan["steps"]!, (double)plan["deviceSeconds"]!));
        Assert.Equal("[1,3]", plan["rungs"]!.ToJsonString());
        Assert.Null(plan["warning"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.PostAsync("/api/v1/plan?secondsPerStep=0", File)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _api.PostAsync("/api/v1/plan", "name: [")).StatusCode);
        Assert.Empty(_cluster.Submitted);
    }

    [Fact]
    public async Task Post_ToPlanThatNoSlotFits_AnswersWhy()
    {
        var slot = new SlotView(new SlotId("a", "cpu", 0), DeviceKind.Cpu, "idle", null) { Memory = 1L << 32 };
        _cluster.Silos = [new SiloView("a", "S1", [slot])];

        var plan = await ApiServer.JsonOf(await _api.PostAsync("/api/v1/plan", File + "\nresources: {memory: 6GiB}"));

        Assert.Equal("it needs a slot with 6 GiB of memory, and the largest has 4 GiB", (string)plan["warning"]!);
    }

    [Fact]
    public async Task Delete_Sweep_TellsItAndAnswersNothing()
    {
        var response = await _api.SendAsync(HttpMethod.Delete, "/api/v1/sweeps/digits-1", null, null);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["delete"], _running.Commands);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.SendAsync(HttpMethod.Delete, "/api/v1/sweeps/nothing-1", null, null)).StatusCode);
    }

    [Fact]
    public async Task Delete_SweepThatIsNotOver_IsAConflictThatSaysWhatToDo()
    {
        _running.Refusal = new InvalidOperationException("Sweep digits-1 is Running; cancel it first.");

        var response = await _api.SendAsync(HttpMethod.Delete, "/api/v1/sweeps/digits-1", null, null);
        var problem = await ApiServer.JsonOf(response);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(("not-now", "Sweep digits-1 is Running; cancel it first."), ((string?)problem["code"], (string?)problem["detail"]));
    }

    [Fact]
    public async Task Post_BodyBeyondAllBounds_IsRefused()
    {
        var response = await _api.PostAsync("/api/v1/sweeps/digits-1/ask", $$"""{"worker":"{{new string('a', 2 << 20)}}"}""", "application/json");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("too-large", (string?)(await ApiServer.JsonOf(response))["code"]);
    }

    [Fact]
    public async Task Post_NestingBeyondAllBounds_IsRefusedWithoutBeingRead()
    {
        var verdict = await ApiServer.JsonOf(await _api.PostAsync("/api/v1/validate", new string('[', 100_000)));
        var ask = await _api.PostAsync("/api/v1/sweeps/digits-1/ask", new string('[', 100_000), "application/json");

        Assert.Contains("nesting is too deep", (string?)verdict["errors"]![0]!["seen"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, ask.StatusCode);
    }
}
