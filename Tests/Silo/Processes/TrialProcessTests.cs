using System.ComponentModel;
using Microsoft.Extensions.Logging.Abstractions;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Silo.Processes;

namespace SweepCluster.Silo.Tests.Processes;

public sealed class TrialProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-process-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Messages_ProtocolAndOtherLines_ComeInOrder()
    {
        await using var process = Start("""
            echo '{"type":"ready","residentBytes":7}'
            echo 'a native library says hello'
            echo '{"type":"nonsense"}'
            echo '{"type":"end","outcome":"completed"}'
            """);

        var messages = await AllAsync(process);

        Assert.Equal(new ReadyMessage(7), messages[0]);
        Assert.Equal(new LogMessage(LogLevelName.Info, "a native library says hello"), messages[1]);
        Assert.Equal(LogLevelName.Warning, Assert.IsType<LogMessage>(messages[2]).Level);
        Assert.Equal(new EndMessage(TrialEnd.Completed), messages[3]);
    }

    [Fact]
    public async Task Exited_ErrorOutput_IsLoggedAndItsEndKept()
    {
        await using var process = Start("for i in $(seq 1 30); do echo line $i >&2; done; exit 3");

        var messages = await AllAsync(process);
        var end = await process.Exited;

        Assert.Equal(30, messages.OfType<LogMessage>().Count());
        Assert.Equal(3, end.ExitCode);
        Assert.Equal(string.Join('\n', Enumerable.Range(11, 20).Select(i => $"line {i}")), end.LastWords);
    }

    [Fact]
    public async Task Send_Message_ReachesTheProcess()
    {
        await using var process = Start("read line; echo \"$line\" >&2");

        await process.SendAsync(new StopMessage(TrialCommand.Pause));

        Assert.Equal("""{"type":"stop","command":"pause"}""", Assert.IsType<LogMessage>(Assert.Single(await AllAsync(process))).Text);
    }

    [Fact]
    public async Task Send_ProcessIsGone_IsMissed()
    {
        await using var process = Start("exit 0");
        await process.Exited;

        await process.SendAsync(new StopMessage(TrialCommand.Cancel));

        Assert.Empty(await AllAsync(process));
    }

    [Fact]
    public async Task Kill_StoppedProcessWithAChild_EndsBoth()
    {
        await using var process = Start("sleep 600 & echo $!; wait");
        var child = int.Parse(Assert.IsType<LogMessage>(await process.Messages.ReadAsync(TestContext.Current.CancellationToken)).Text);
        Programs.Signal("STOP", process.Id);

        process.Kill();

        Assert.Equal(137, (await process.Exited).ExitCode);
        await Eventually.True(() => !Programs.IsRunning(child), "the child is gone too");
    }

    [Fact]
    public async Task Dispose_ChildOutlivesTheProcess_DoesNotWaitForIt()
    {
        var process = Start("sleep 600 & echo $!; exit 0");
        var child = int.Parse(Assert.IsType<LogMessage>(await process.Messages.ReadAsync(TestContext.Current.CancellationToken)).Text);
        try
        {
            await process.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

            Assert.Equal(0, (await process.Exited).ExitCode);
        }
        finally
        {
            Programs.Signal("KILL", child);
        }
    }

    [Fact]
    public void Start_NoSuchProgram_Throws() => Assert.Throws<Win32Exception>(
        () => TrialProcess.Start(new TrialProgram("/no/such/program", [], _folder.FullName, new Dictionary<string, string>()), NullLogger.Instance));

    [Fact]
    public async Task Start_EnvironmentAndFolder_AreTheProgramsOwn()
    {
        var folder = Path.Combine(_folder.FullName, "run", "cpu-0");
        var program = Programs.InShell("echo \"$(pwd) $OMP_NUM_THREADS\"", folder) with
        {
            Environment = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "3" },
        };

        await using var process = TrialProcess.Start(program, NullLogger.Instance);

        Assert.Equal($"{folder} 3", Assert.IsType<LogMessage>(Assert.Single(await AllAsync(process))).Text);
    }

    private TrialProcess Start(string script) => TrialProcess.Start(Programs.InShell(script, _folder.FullName), NullLogger.Instance);

    private static async Task<List<TrialMessage>> AllAsync(TrialProcess process) =>
        await process.Messages.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync();
}
