namespace SweepCluster.Dashboard.Live;

/// <summary>Tells the charts of one page that there is news. The page goes on when the browser has drawn it: news waits, it never queues.</summary>
public sealed class UpdateSignal
{
    private readonly List<Func<Task>> _listeners = [];

    /// <summary>Calls a listener at each news, until what is answered is disposed.</summary>
    public IDisposable Listen(Func<Task> listener)
    {
        _listeners.Add(listener);
        return new Listening(() => _listeners.Remove(listener));
    }

    /// <summary>Tells all listeners and waits for them.</summary>
    public Task RaiseAsync() => Task.WhenAll(_listeners.ToArray().Select(listener => listener()));

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
