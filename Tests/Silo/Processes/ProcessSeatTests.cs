using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Processes;
using SweepCluster.Silo.Telemetry;
using SweepCluster.Silo.Tests.Devices;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Silo.Tests.Processes;

/// <summary>When a slot keeps its trial process, and when it takes a new one.</summary>
public sealed class ProcessSeatTests : IAsyncLifetime
{
    private const string Hello = """echo '{"type":"hello","protocol":1,"program":"shell","processId":1,"environment":{}}'""";

    private static readonly Device Processor = new("cpu", DeviceKind.Cpu, 1, 1);
    private static readonly TaskSpec Scripted = new ProgramTask([Programs.ScriptedTrial]);

    private readonly TemporaryHome _home = new();
    private readonly FakeTimeProvider _time = new();
    private readonly TestMeters _meters = new();
    private readonly SiloSettings _settings = new() { Trainer = "/no/such/trainer" };
    private readonly ProcessSeat _seat;
    private readonly MeterReading _reading;

    public ProcessSeatTests()
    {
        _seat = new ProcessSeat(
            new SlotId("silo-a", "cpu", 0),
            Processor,
            new DeviceState(Processor, new FakeGpus().Watch(TimeProvider.System), memory: null, silosPerGpu: 1),
            _home.Home,
            _settings,
            new ProcessMeter(_meters),
            _time,
            NullLogger<ProcessSeat>.Instance);
        _reading = new MeterReading(_meters);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _reading.Dispose();
        await _seat.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task Take_AfterACleanEnd_GivesTheSameProcess()
    {
        var first = await RunAsync(await TakeAsync(Scripted));
        await _seat.ReturnAsync(cleanEnd: true);

        Assert.Equal(first, await RunAsync(await TakeAsync(Scripted)));
        AssertStarts("first");
        Assert.Single(_reading.Recorded("sweep.process.start"));
    }

    [Fact]
    public async Task Return_UncleanEnd_ReplacesTheProcess()
    {
        var first = await RunAsync(await TakeAsync(Scripted));
        await _seat.ReturnAsync(cleanEnd: false);

        Assert.False(Programs.IsRunning(first));
        Assert.NotEqual(first, await RunAsync(await TakeAsync(Scripted)));
        AssertStarts("first", "unclean_end");
    }

    [Fact]
    public async Task Take_ProcessDiedMeanwhile_GivesANewOne()
    {
        var process = await TakeAsync(Scripted);
        var first = await RunAsync(process);
        await _seat.ReturnAsync(cleanEnd: true);
        Programs.Signal("KILL", first);
        await process.Exited;

        Assert.NotEqual(first, await RunAsync(await TakeAsync(Scripted)));
        AssertStarts("ended", "first");
    }

    [Fact]
    public async Task Take_AnotherProgram_ReplacesTheProcess()
    {
        var first = (await TakeAsync(Shell($"{Hello}; {Ready(1)}; sleep 600"))).Id;

        var second = await TakeAsync(Scripted);

        Assert.NotEqual(first, second.Id);
        Assert.False(Programs.IsRunning(first));
        AssertStarts("first", "other_program");
    }

    [Fact]
    public async Task Return_AttemptsOfAProcessUsedUp_ReplacesIt()
    {
        _settings.AttemptsPerProcess = 2;
        var ids = new List<int>();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            ids.Add(await RunAsync(await TakeAsync(Scripted)));
            await _seat.ReturnAsync(cleanEnd: true);
        }

        Assert.Equal([ids[0], ids[0], ids[2], ids[2]], ids);
        Assert.NotEqual(ids[0], ids[2]);
        AssertStarts("first", "worn");
    }

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_000_000, false)]
    public async Task Return_MemoryLeft_DecidesOverReuse(long bytesAfterwards, bool expected)
    {
        var process = (await TakeAsync(Shell($"{Hello}; {Ready(1000)}; {Ready(bytesAfterwards)}; sleep 600"))).Id;

        await _seat.ReturnAsync(cleanEnd: true);

        Assert.Equal(expected, Programs.IsRunning(process));
    }

    [Fact]
    public async Task WarmUp_ThenTake_GivesTheWarmProcess()
    {
        Assert.True(_seat.IsEmpty);
        await _seat.WarmUpAsync(Scripted, TestContext.Current.CancellationToken);
        Assert.False(_seat.IsEmpty);
        var noted = File.ReadAllText(Path.Combine(_home.Home.WorkingDirectory("cpu:0"), "process"));

        var process = await TakeAsync(Scripted);

        Assert.StartsWith($"{process.Id} ", noted);
        await RunAsync(process);
    }

    [Fact]
    public async Task Take_SilentProgram_IsGivenUpAfterTheStartTimeout()
    {
        var taken = TakeAsync(Shell("sleep 600"));
        _time.Advance(_settings.StartTimeout);

        var refusal = await Assert.ThrowsAsync<TrialProcessException>(() => taken);

        Assert.Equal("The trial process was not ready within 60 s.", refusal.Message);
    }

    [Fact]
    public async Task Take_NoSuchProgram_SaysSo()
    {
        var refusal = await Assert.ThrowsAsync<TrialProcessException>(() => TakeAsync(new ProgramTask(["/no/such/program"])));

        Assert.Contains("/no/such/program", refusal.Message);
    }

    [Fact]
    public async Task Take_ProgramThatEnds_SaysHow()
    {
        var refusal = await Assert.ThrowsAsync<TrialProcessException>(() => TakeAsync(Shell("echo no data set >&2; exit 4")));

        Assert.Contains("exit code 4", refusal.Message);
        Assert.Contains("no data set", refusal.Message);
    }

    [Fact]
    public async Task Take_ProgramOfAnotherProtocol_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<TrialProcessException>(
            () => TakeAsync(Shell(Hello.Replace("\"protocol\":1", "\"protocol\":99") + "; sleep 600")));

        Assert.Contains("version 99", refusal.Message);
    }

    [Fact]
    public async Task Take_BuiltInTrainerMissing_SaysSo() => Assert.Contains(
        "/no/such/trainer",
        (await Assert.ThrowsAsync<TrialProcessException>(() => TakeAsync(new DatasetTask("fashion-mnist")))).Message);

    /// <summary>One process was started for each of the reasons, in alphabetical order.</summary>
    private void AssertStarts(params string[] reasons) =>
        Assert.Equal(reasons.Select(reason => $"sweep.process.starts{{reason={reason}}} 1"), _reading.NotZero("sweep.process.starts"));

    private static string Ready(long bytes) => $$"""echo '{"type":"ready","residentBytes":{{bytes}}}'""";

    private static ProgramTask Shell(string script) => new(["/bin/sh", "-c", script]);

    private Task<TrialProcess> TakeAsync(TaskSpec task) => _seat.TakeAsync(task, TestContext.Current.CancellationToken);

    /// <summary>Runs an attempt of one step on the scripted program; the answer is the process's id.</summary>
    private async Task<int> RunAsync(TrialProcess process)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home.Path, "attempt")).FullName;
        var script = JsonSerializer.SerializeToElement(new { steps = 1, step_ms = 1 });
        await process.SendAsync(new StartMessage("demo-1/0", 1, 7, script, new TaskMessage(), 1, folder));
        await foreach (var message in process.Messages.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (message is ReportMessage report)
            {
                await process.SendAsync(new DecideMessage(report.Step, TrialCommand.Continue));
            }

            if (message is EndMessage end)
            {
                Assert.Equal(TrialEnd.Completed, end.Outcome);
                break;
            }
        }

        return process.Id;
    }
}
