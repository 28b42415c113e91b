namespace SweepCluster.Cluster.Tests;

/// <summary>Waits for a condition, with a bound.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits; a question that fails counts as not yet true, because clusters recover meanwhile.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> complaint)
    {
        var deadline = DateTime.UtcNow + Patience;
        string? trouble = null;
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (Exception exception) when (DateTime.UtcNow < deadline)
            {
                trouble = exception.Message;
            }

            Assert.True(DateTime.UtcNow < deadline, $"{complaint()} ({trouble})");
            await Task.Delay(Pause);
        }
    }
}
