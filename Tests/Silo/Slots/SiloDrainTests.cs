using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Tests.Slots;

public sealed class SiloDrainTests
{
    private readonly SiloDrain _drain = new();

    [Fact]
    public async Task DrainAsync_NothingRuns_EndsAtOnceAndNoSlotEnters()
    {
        await _drain.DrainAsync(TestContext.Current.CancellationToken);

        Assert.True(_drain.IsDraining);
        Assert.False(_drain.TryEnter());
    }

    [Fact]
    public async Task DrainAsync_SlotsRun_EndsWithTheLastOfThem()
    {
        Assert.True(_drain.TryEnter());
        Assert.True(_drain.TryEnter());

        var drained = _drain.DrainAsync(TestContext.Current.CancellationToken);
        _drain.Leave();
        Assert.False(drained.IsCompleted);
        _drain.Leave();

        await drained;
    }

    [Fact]
    public async Task Resume_WhileItDrains_EndsTheWaitingOfBothSides()
    {
        Assert.True(_drain.TryEnter());
        var drained = _drain.DrainAsync(TestContext.Current.CancellationToken);
        var works = _drain.WorksAsync(TestContext.Current.CancellationToken);
        Assert.False(works.IsCompleted);

        _drain.Resume();

        await drained;
        await works;
        Assert.True(_drain.TryEnter());
    }

    [Fact]
    public async Task DrainAsync_GivenUp_DrainsAllTheSame()
    {
        Assert.True(_drain.TryEnter());
        using var given = new CancellationTokenSource();
        var drained = _drain.DrainAsync(given.Token);

        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => drained);
        Assert.True(_drain.IsDraining);
    }
}
