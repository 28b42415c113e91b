using System.Text.Json;
using SweepCluster.Contracts.Protocol;

namespace SweepCluster.Contracts.Tests.Protocol;

public sealed class TrialProtocolTests
{
    private static readonly CheckpointFile Checkpoint = new(3, "3.bin", 1024, "abc");

    private static readonly SiloMessage[] FromSilo =
    [
        new StartMessage(
            "demo-1/3", 2, 42, JsonSerializer.SerializeToElement(new { lr = 0.1 }), new TaskMessage("fashion-mnist", "/data", 100, 50, 28), 2, "/checkpoints")
        {
            MaxStep = 9,
            ResumeFrom = new ResumePoint(3, "/checkpoints/3.bin", "abc"),
            Device = "cuda:0",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        },
        new DecideMessage(3, TrialCommand.Prune),
        new StopMessage(TrialCommand.Cancel),
    ];

    private static readonly TrialMessage[] FromTrial =
    [
        new HelloMessage(TrialProtocol.Version, "trainer", 4711, new Dictionary<string, string> { ["torch"] = "2.10" }),
        new ReadyMessage(1 << 30),
        new ProgressMessage("train", 3, 0.5),
        new ReportMessage(3, new Dictionary<string, double> { ["loss"] = double.NaN, ["up"] = double.PositiveInfinity }, 1.5, Checkpoint),
        new ReportMessage(4, new Dictionary<string, double>(), 1.5) { CheckpointError = "no space left on device" },
        new CheckpointMessage(Checkpoint with { Seconds = 0.25 }),
        new CheckpointMessage(Checkpoint),
        new LogMessage(LogLevelName.Warning, "two\nlines"),
        .. Enum.GetValues<TrialEnd>().Select(end => new EndMessage(end, "why")),
    ];

    [Fact]
    public void SiloMessages_RoundTripInOneLine() => Assert.All(FromSilo, message =>
    {
        var line = TrialProtocol.Write(message);

        Assert.DoesNotContain('\n', line);
        Assert.IsType(message.GetType(), TrialProtocol.ReadSiloMessage(line));
        Assert.Equal(line, TrialProtocol.Write(TrialProtocol.ReadSiloMessage(line)));
    });

    [Fact]
    public void TrialMessages_RoundTripInOneLine() => Assert.All(FromTrial, message =>
    {
        var line = TrialProtocol.Write(message);
        var copy = TrialProtocol.ReadTrialMessage(line);

        Assert.DoesNotContain('\n', line);
        Assert.Equivalent(message, copy, strict: true);
        Assert.Equal(line, TrialProtocol.Write(copy));
    });

    [Theory]
    [InlineData("""{"type":"decide","step":3,"command":"prune"}""")]
    [InlineData("""{"command":"prune","step":3,"type":"decide"}""")]
    [InlineData("""{"type":"decide","step":3,"command":"prune","later":"addition"}""")]
    public void ReadSiloMessage_AnyOrderAndUnknownKeys_AreAccepted(string line) =>
        Assert.Equal(new DecideMessage(3, TrialCommand.Prune), TrialProtocol.ReadSiloMessage(line));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("""{"type":"decide","step":3}""")]
    [InlineData("""{"type":"decide","step":"x","command":"prune"}""")]
    [InlineData("""{"type":"stop","command":"explode"}""")]
    public void ReadSiloMessage_AnythingElse_IsAJsonException(string line) =>
        Assert.ThrowsAny<JsonException>(() => TrialProtocol.ReadSiloMessage(line));
}
