using Microsoft.Extensions.Time.Testing;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class PaceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<Exception> _failures = [];
    private readonly Pace _pace;
    private Exception? _failure;
    private int _done;

    public PaceTests() => _pace = new Pace(TimeSpan.FromSeconds(2), _time, Act, Fail);

    public void Dispose() => _pace.Dispose();

    [Fact]
    public async Task Want_First_IsDoneAtOnce()
    {
        await _pace.WantAsync();

        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task Want_ManyWithinTheInterval_AreDoneOnceAfterIt()
    {
        await _pace.WantAsync();
        await _pace.WantAsync();
        await _pace.WantAsync();
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(1, _done);

        await _time.PassUntilAsync(() => _done == 2);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _done);
    }

    [Fact]
    public async Task WantLater_First_IsDoneAfterTheInterval()
    {
        _pace.WantLater();
        _pace.WantLater();
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(0, _done);

        await _time.PassUntilAsync(() => _done == 1);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task Want_FailsWhenNobodyWaits_IsTold()
    {
        await _pace.WantAsync();
        _failure = new InvalidOperationException("no");
        await _pace.WantAsync();

        await _time.PassUntilAsync(() => _failures.Count == 1);

        Assert.Same(_failure, _failures[0]);
    }

    [Fact]
    public async Task Dispose_WishesWait_TheyAreForgotten()
    {
        await _pace.WantAsync();
        await _pace.WantAsync();
        _pace.Dispose();

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, _done);
        Assert.Empty(_failures);
    }

    private Task Act()
    {
        _done++;
        return _failure is null ? Task.CompletedTask : Task.FromException(_failure);
    }

    private Task Fail(Exception exception)
    {
        _failures.Add(exception);
        return Task.CompletedTask;
    }
}
