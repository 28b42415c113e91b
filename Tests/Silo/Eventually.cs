namespace SweepCluster.Silo.Tests;

/// <summary>Waits for what other threads and processes do, with a bound.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task True(Func<bool> condition, string expected) => True(() => Task.FromResult(condition()), expected);

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
