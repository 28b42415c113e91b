using SweepCluster.Contracts.Protocol;

namespace SweepCluster.Training.Tests.Hosting;

/// <summary>What <c>docs/trial-protocol.md</c> shows is true.</summary>
public sealed class ProtocolDocumentTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Document_SessionLines_AreMessagesOfTheProtocol()
    {
        var lines = BlockAfter("## A whole session").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.NotNull(
            line[0] == '>' ? (object)TrialProtocol.ReadSiloMessage(line[2..]) : TrialProtocol.ReadTrialMessage(line[2..])));
    }

    [Fact]
    public async Task Document_Program_TrainsPausesAndResumes()
    {
        Assert.SkipUnless(IsOnPath("python3"), "python3 is not installed");
        var script = _directory.File("program.py");
        await File.WriteAllTextAsync(script, BlockAfter("## A whole program"), TestContext.Current.CancellationToken);
        using var program = TrainerProcess.StartProgram("python3", script);
        var start = TrainerProcess.StartOf("""{"lr": 0.1, "epochs": 2}""", _directory.Path);

        await program.Next<ReadyMessage>();
        program.Send(start);
        var report = await program.Next<ReportMessage>();
        program.Send(new DecideMessage(report.Step, TrialCommand.Pause));
        Assert.Equal(TrialEnd.Paused, (await program.Next<EndMessage>()).Outcome);

        var point = new ResumePoint(1, _directory.File(report.Checkpoint!.File), report.Checkpoint.Sha256);
        var (reports, end) = await program.Train(start with { Attempt = 2, ResumeFrom = point });

        Assert.Equal(TrialEnd.Completed, end.Outcome);
        Assert.Equal(0.19, Assert.Single(reports).Metrics["val_accuracy"], 1e-12);
    }

    private static bool IsOnPath(string program) => Environment.GetEnvironmentVariable("PATH")!
        .Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, program)));

    /// <summary>The first fenced block under a heading.</summary>
    private static string BlockAfter(string heading)
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "trial-protocol.md"));
        var section = document[document.IndexOf(heading, StringComparison.Ordinal)..];
        var fenced = section.Split("```")[1];
        return fenced[(fenced.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }
}
