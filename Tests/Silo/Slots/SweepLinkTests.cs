using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Tests.Slots;

public sealed class SweepLinkTests
{
    private static readonly TimeSpan SelfFence = TimeSpan.FromSeconds(25);

    private readonly FakeTimeProvider _time = new();
    private readonly SweepLink _link;
    private int _calls;

    public SweepLinkTests() => _link = new SweepLink(_time, SelfFence, NullLogger.Instance);

    [Fact]
    public async Task Call_Succeeds_IsNotRepeated()
    {
        Assert.Equal("answer", await _link.CallAsync(FailingTimes(0), CancellationToken.None));
        Assert.Equal(1, _calls);
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Call_Fails_IsRepeatedUntilItSucceeds(Type failure)
    {
        var answer = _link.CallAsync(FailingTimes(3, failure), CancellationToken.None);

        Assert.Equal("answer", await DriveAsync(answer, TimeSpan.FromSeconds(1)));
        Assert.Equal(4, _calls);
    }

    [Fact]
    public async Task Call_Fails_WaitsTwiceAsLongEachTime()
    {
        var answer = _link.CallAsync(FailingTimes(2), CancellationToken.None);
        Assert.Equal(1, _calls);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(2, _calls);
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(2, _calls);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("answer", await answer);
    }

    [Fact]
    public async Task Call_NoSuccessForTheSelfFenceTime_LosesTheLease()
    {
        var answer = _link.CallAsync(FailingTimes(int.MaxValue), CancellationToken.None);

        var lost = await Assert.ThrowsAsync<LeaseLostException>(() => DriveAsync(answer, TimeSpan.FromSeconds(1)));

        Assert.InRange(_time.GetUtcNow() - _time.Start, SelfFence, SelfFence + TimeSpan.FromSeconds(1));
        Assert.Contains("no answer", lost.Message);
    }

    [Fact]
    public async Task Call_SuccessInBetween_PutsTheFenceOff()
    {
        await Assert.ThrowsAsync<LeaseLostException>(
            () => DriveAsync(_link.CallAsync(FailingTimes(int.MaxValue), CancellationToken.None), TimeSpan.FromSeconds(1)));

        await _link.CallAsync(FailingTimes(0), CancellationToken.None);

        Assert.Equal("answer", await DriveAsync(_link.CallAsync(FailingTimes(2), CancellationToken.None), TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Call_AttemptIsOver_IsNotRepeated()
    {
        using var over = new CancellationTokenSource();
        var answer = _link.CallAsync(FailingTimes(int.MaxValue), over.Token);

        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal(1, _calls);
    }

    private Func<Task<string>> FailingTimes(int failures, Type? failure = null)
    {
        var left = failures;
        return () =>
        {
            _calls++;
            return left-- > 0
                ? Task.FromException<string>((Exception)Activator.CreateInstance(failure ?? typeof(TimeoutException), "no answer")!)
                : Task.FromResult("answer");
        };
    }

    /// <summary>Moves the clock until the call is over.</summary>
    private async Task<string> DriveAsync(Task<string> answer, TimeSpan stride)
    {
        await Eventually.True(
            () =>
            {
                _time.Advance(answer.IsCompleted ? TimeSpan.Zero : stride);
                return answer.IsCompleted;
            },
            "the call is over");
        return await answer;
    }
}
