namespace SweepCluster.Grains.Tests;

/// <summary>Waits for what happens on another thread, with a bound.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task True(Func<Task<bool>> condition, string expected)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"Waited {Patience.TotalSeconds} s in vain until {expected}.");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
