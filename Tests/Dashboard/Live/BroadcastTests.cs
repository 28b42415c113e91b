using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class BroadcastTests
{
    [Fact]
    public async Task Publish_SlowWatcher_SkipsToTheNewestValue()
    {
        var published = new TaskCompletionSource();
        var broadcast = new Broadcast<string>(
            (publish, _) =>
            {
                publish("old");
                publish("new");
                published.SetResult();
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        var inbox = broadcast.Join();
        await published.Task;

        Assert.Equal("new", await inbox.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.False(inbox.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Join_ProducerFails_PassesTheFailureOn()
    {
        var broadcast = new Broadcast<string>(
            (_, _) => throw new NotSupportedException("a bug"), TestContext.Current.CancellationToken);

        var inbox = broadcast.Join();

        await Assert.ThrowsAsync<NotSupportedException>(() => inbox.Reader.Completion);
    }
}
