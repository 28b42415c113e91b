namespace SweepCluster.Dashboard.Live;

/// <summary>
/// Does something when it is wanted, but not more often than an interval allows: what is wanted too early is done once, when the interval
/// is over, so that the last of many wishes is never lost.
/// </summary>
/// <param name="interval">The least time between two times.</param>
/// <param name="time">The clock.</param>
/// <param name="act">What to do; it is called where the wish came from, or by the clock after it.</param>
/// <param name="fail">Takes what went wrong where nobody waits.</param>
internal sealed class Pace(TimeSpan interval, TimeProvider time, Func<Task> act, Func<Exception, Task> fail) : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private DateTimeOffset _doneAt = DateTimeOffset.MinValue;
    private bool _waits;

    /// <summary>Does it now, or after the rest of the interval; in that case nobody waits for it.</summary>
    public Task WantAsync()
    {
        var rest = interval - (time.GetUtcNow() - _doneAt);
        if (rest <= TimeSpan.Zero)
        {
            return DoAsync();
        }

        WantAfter(rest);
        return Task.CompletedTask;
    }

    /// <summary>Does it after a whole interval, unless it is done by then anyway; nobody waits for it.</summary>
    public void WantLater() => WantAfter(interval);

    /// <summary>Does it now in any case.</summary>
    public Task DoAsync()
    {
        _doneAt = time.GetUtcNow();
        return act();
    }

    /// <summary>Forgets what is still wanted.</summary>
    public void Dispose()
    {
        if (!_over.IsCancellationRequested)
        {
            _over.Cancel();
            _over.Dispose();
        }
    }

    private void WantAfter(TimeSpan rest)
    {
        if (!_waits)
        {
            _waits = true;
            _ = DoAfterAsync(rest);
        }
    }

    private async Task DoAfterAsync(TimeSpan rest)
    {
        var over = _over.Token;
        try
        {
            await Task.Delay(rest, time, over);
            _waits = false;
            await DoAsync();
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            // Whoever wanted it is gone.
            _waits = false;
        }
        catch (Exception exception)
        {
            await fail(exception);
        }
    }
}
