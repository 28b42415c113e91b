using Microsoft.Extensions.Time.Testing;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Tests.Hosting;

public sealed class LogThrottleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Kept _kept = new();
    private readonly Logger _logger;

    public LogThrottleTests() =>
        _logger = new LoggerConfiguration().Filter.With(new LogThrottle(_time)).WriteTo.Sink(_kept).CreateLogger();

    [Fact]
    public void Write_OneKindWithoutEnd_KeepsSoManyASecondAndSaysHowManyWereLeftOut()
    {
        Write("it is {Age} old", 1_000);
        Assert.Equal(LogThrottle.MostPerSecond, _kept.Lines.Count);

        _time.Advance(TimeSpan.FromSeconds(1));
        Write("it is {Age} old", 1);

        Assert.Equal("it is 0 old (950 lines like this left out)", _kept.Lines[^1]);
    }

    [Fact]
    public void Write_ManyKinds_KeepsThemAll()
    {
        for (var kind = 0; kind < 200; kind++)
        {
            Write($"kind {kind}", 1);
        }

        Assert.Equal(200, _kept.Lines.Count);
    }

    [Fact]
    public void Write_FewerThanAreAllowed_LeavesNothingOut()
    {
        Write("seldom", LogThrottle.MostPerSecond);
        _time.Advance(TimeSpan.FromSeconds(1));
        Write("seldom", 1);

        Assert.Equal(LogThrottle.MostPerSecond + 1, _kept.Lines.Count);
        Assert.Equal("seldom", _kept.Lines[^1]);
    }

    private void Write(string template, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _logger.Information(template, i);
        }
    }

    private sealed class Kept : ILogEventSink
    {
        public List<string> Lines { get; } = [];

        public void Emit(LogEvent logEvent) => Lines.Add(
            logEvent.RenderMessage() + (logEvent.Properties.GetValueOrDefault(LogThrottle.OmittedProperty) as ScalarValue)?.Value);
    }
}
