using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Telemetry;
using SweepCluster.Dashboard.Tests.Fakes;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Dashboard.Tests.Telemetry;

/// <summary>What is told of those who look.</summary>
public sealed class DashboardMeterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Samples.Start);
    private readonly FakeSweepGrain _sweep = new(Samples.Sweep, Samples.Trials);
    private readonly TestMeters _meters = new();
    private readonly MeterReading _reading;
    private readonly DashboardMeter _meter;
    private readonly SweepFeed _feed;

    public DashboardMeterTests()
    {
        _meter = new DashboardMeter(_meters);
        _reading = new MeterReading(_meters);
        _feed = new SweepFeed(
            new SweepClient(new FakeCluster(_sweep).Grains),
            _meter,
            _time,
            new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance),
            NullLogger<SweepWatch>.Instance);
    }

    public void Dispose()
    {
        _reading.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Feeds_WhileTwoPagesWatchOneSweep_IsOne()
    {
        var one = _feed.WatchAsync("digits-1", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await one.MoveNextAsync();
        await using (var other = _feed.WatchAsync("digits-1", TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            await other.MoveNextAsync();
            Assert.Equal(1, _reading.Now("sweep.dashboard.feeds"));
        }

        Assert.Equal(1, _reading.Now("sweep.dashboard.feeds"));
        await one.DisposeAsync();
        Assert.True(
            SpinWait.SpinUntil(() => _reading.Now("sweep.dashboard.feeds") == 0, TimeSpan.FromSeconds(30)), "the last page that left took its feed along");
    }

    [Fact]
    public void Circuits_OpenedAndClosed_AreThoseThatAreOpen()
    {
        _meter.CircuitOpened();
        _meter.CircuitOpened();
        _meter.CircuitClosed();

        Assert.Equal(1, _reading.Now("sweep.dashboard.circuits"));
    }

    [Theory]
    [InlineData(0.25, 0.25)]
    [InlineData(-3, 0)]
    public void Lagged_ByAnyClock_IsNotNegative(double seconds, double recorded)
    {
        _meter.Lagged(TimeSpan.FromSeconds(seconds));

        Assert.Equal([recorded], _reading.Recorded("sweep.feed.lag"));
    }
}
