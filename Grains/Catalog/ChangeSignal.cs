namespace SweepCluster.Grains.Catalog;

/// <summary>Wakes those who wait for news. For use by one grain, whose scheduler runs one thing at a time.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = Ahead();

    /// <summary>Ends with the first news after this was read.</summary>
    public Task Next => _next.Task;

    /// <summary>Tells that there is news.</summary>
    public void Raise()
    {
        var raised = _next;
        _next = Ahead();
        raised.SetResult();
    }

    /// <summary>Waits for news that was read from <see cref="Next"/>, but no longer than so.</summary>
    public static async Task WaitAsync(Task news, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(news, Task.Delay(longest, time, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource Ahead() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
