namespace SweepCluster.Silo.Slots;

/// <summary>
/// Whether this silo takes work. While it drains, its slots ask for none, and running attempts hand their leases back at the end of the
/// step whose checkpoint is stored; their trials go on elsewhere. An attempt that reports without a checkpoint keeps its slot to its end.
/// </summary>
public sealed class SiloDrain
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _working = Reached();
    private TaskCompletionSource _resting = Reached();
    private int _busy;

    /// <summary>True when the silo takes no work.</summary>
    public bool IsDraining
    {
        get
        {
            lock (_lock)
            {
                return !_working.Task.IsCompleted;
            }
        }
    }

    /// <summary>Lets the silo take no work; ends when no slot runs anything, or when the silo works again. May be repeated.</summary>
    /// <param name="cancellationToken">Ends the waiting; the silo drains all the same.</param>
    public Task DrainAsync(CancellationToken cancellationToken)
    {
        Begin();
        lock (_lock)
        {
            return Task.WhenAny(_resting.Task, _working.Task).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Lets the silo take work again. No effect when it does.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _working.TrySetResult();
        }
    }

    /// <summary>Lets the silo take no work, without waiting.</summary>
    internal void Begin()
    {
        lock (_lock)
        {
            _working = _working.Task.IsCompleted ? Ahead() : _working;
        }
    }

    /// <summary>Ends when the silo takes work.</summary>
    internal Task WorksAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _working.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Notes that a slot asks for work; false when it must not.</summary>
    internal bool TryEnter()
    {
        lock (_lock)
        {
            if (!_working.Task.IsCompleted)
            {
                return false;
            }

            _resting = _busy++ == 0 ? Ahead() : _resting;
            return true;
        }
    }

    /// <summary>Notes that a slot that entered runs nothing any more.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            if (--_busy == 0)
            {
                _resting.SetResult();
            }
        }
    }

    private static TaskCompletionSource Ahead() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Reached()
    {
        var source = Ahead();
        source.SetResult();
        return source;
    }
}
