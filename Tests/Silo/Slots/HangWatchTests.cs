using Microsoft.Extensions.Time.Testing;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Tests.Slots;

public sealed class HangWatchTests
{
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly HangWatch _watch;

    public HangWatchTests() => _watch = new HangWatch(_time, Floor, Ceiling);

    [Fact]
    public void Alive_LogLines_DoNotShortenTheDeadline()
    {
        var watch = new HangWatch(_time, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(2));

        watch.Alive(isRhythm: false);
        watch.Alive(isRhythm: false);

        Assert.Equal(TimeSpan.FromMinutes(2), watch.Deadline);
    }

    [Fact]
    public void IsHung_BeforeTheFirstSignOfLife_WaitsForTheCeiling()
    {
        _time.Advance(Ceiling);
        Assert.False(_watch.IsHung);

        _time.Advance(Moment);
        Assert.True(_watch.IsHung);
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 20)]
    [InlineData(5, 50)]
    [InlineData(12, 120)]
    [InlineData(60, 120)]
    public void Deadline_AfterASilence_IsTenTimesItWithinItsBounds(int silence, int expected)
    {
        LiveAfter(silence);

        Assert.Equal(TimeSpan.FromSeconds(expected), _watch.Deadline);
    }

    [Fact]
    public void Deadline_ShorterSilencesLater_KeepsTheLongest()
    {
        LiveAfter(5);
        LiveAfter(1);

        Assert.Equal(TimeSpan.FromSeconds(50), _watch.Deadline);
    }

    [Fact]
    public void IsHung_SilentPastTheDeadline_IsTrueUntilTheNextSign()
    {
        LiveAfter(1);
        _time.Advance(Floor + Moment);
        Assert.True(_watch.IsHung);

        _watch.Alive(isRhythm: true);

        Assert.False(_watch.IsHung);
    }

    [Fact]
    public void IsHung_WhileWaitingForAnAnswer_IsFalse()
    {
        LiveAfter(1);
        _watch.Suspend();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(_watch.IsHung);

        _watch.Resume();
        Assert.False(_watch.IsHung);
        _time.Advance(Floor + Moment);

        Assert.True(_watch.IsHung);
    }

    [Fact]
    public void Deadline_WaitingForAnAnswer_IsNotLearnedFrom()
    {
        LiveAfter(1);
        _watch.Suspend();
        _time.Advance(TimeSpan.FromSeconds(60));
        _watch.Resume();
        LiveAfter(1);

        Assert.Equal(Floor, _watch.Deadline);
    }

    [Fact]
    public void Deadline_CeilingBelowTheFloor_IsTheCeiling()
    {
        var watch = new HangWatch(_time, Floor, TimeSpan.FromSeconds(5));
        watch.Alive(isRhythm: true);

        Assert.Equal(TimeSpan.FromSeconds(5), watch.Deadline);
    }

    private void LiveAfter(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _watch.Alive(isRhythm: true);
    }
}
