using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Slots;
using SweepCluster.Silo.Telemetry;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Silo.Tests.Telemetry;

/// <summary>What is told of an attempt's steps and checkpoints.</summary>
public sealed class AttemptRecordTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 10, TimeSpan.Zero));
    private readonly TestMeters _meters = new();
    private readonly AttemptRecord _record;
    private readonly MeterReading _reading;

    public AttemptRecordTests()
    {
        var meters = new SiloMeters(
            new SlotMeter(_meters, new SlotBoard(new SiloDrain()), _time), new AttemptMeter(_meters), new ProcessMeter(_meters), new BuildMeter(_meters));
        _record = new AttemptRecord(meters, DeviceKind.Gpu, _time);
        _reading = new MeterReading(_meters);
    }

    public void Dispose()
    {
        _reading.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public void Reported_WithACheckpoint_TellsOfBoth()
    {
        _record.Reported(Report(new CheckpointFile(3, "step-3", 5_000_000, "ab", 0.25)), 2.5);

        Assert.Equal([1], _reading.Recorded("sweep.steps{device=gpu}"));
        Assert.Equal([2.5], _reading.Recorded("sweep.step{device=gpu}"));
        Assert.Equal([5_000_000], _reading.Recorded("sweep.checkpoint.bytes"));
        Assert.Equal([0.25], _reading.Recorded("sweep.checkpoint"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    public void Saved_ProgramSaysNoDuration_TellsOfTheLengthAlone(double? seconds)
    {
        _record.Saved(new CheckpointFile(3, "step-3", 7, "ab", seconds));

        Assert.Equal([7], _reading.Recorded("sweep.checkpoint.bytes"));
        Assert.Empty(_reading.Recorded("sweep.checkpoint"));
    }

    [Fact]
    public void Stepped_CheckpointFailed_IsCounted()
    {
        _record.Stepped(Report(null) with { CheckpointError = "no space left on device" }, 1);
        _record.Stepped(Report(null), 1);

        Assert.Equal(1, _reading.Now("sweep.checkpoint.failures"));
        Assert.Empty(_reading.Recorded("sweep.steps{device=gpu}"));
    }

    [Fact]
    public void Hung_IsCounted()
    {
        _record.Hung();

        Assert.Equal(1, _reading.Now("sweep.process.hangs"));
    }

    [Fact]
    public void Stepped_SomebodyTraces_TheStepHasASpanOfItsOwnTime()
    {
        using var spans = new SpanReading();
        using (var training = AttemptRecord.Train()!)
        {
            _record.Stepped(Report(null), 4);

            var step = Assert.Single(spans.In(training.TraceId), span => span.OperationName == "step");
            Assert.Equal(training.SpanId, step.ParentSpanId);
            Assert.Equal(_time.GetUtcNow().UtcDateTime - TimeSpan.FromSeconds(4), step.StartTimeUtc);
            Assert.Equal(TimeSpan.FromSeconds(4), step.Duration);
            Assert.Equal(3, step.GetTagItem("step"));
        }
    }

    private static ReportMessage Report(CheckpointFile? checkpoint) => new(3, new Dictionary<string, double>(), 4, checkpoint);
}
