namespace SweepCluster.Benchmarks.Cluster;

/// <summary>
/// Looks at the thread pool from a thread of its own: how many threads it has, how many items wait, and how long an item of its own waits
/// until it runs, which is what starvation is.
/// </summary>
internal sealed class PoolWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ManualResetEventSlim _over = new();
    private readonly List<double> _waits = [];
    private readonly Thread _thread;

    public PoolWatch()
    {
        _thread = new Thread(Watch) { IsBackground = true, Name = "pool watch" };
        _thread.Start();
    }

    public int MostThreads { get; private set; }

    public long MostWaiting { get; private set; }

    /// <summary>How long each item waited, in milliseconds.</summary>
    public IReadOnlyCollection<double> Waits => _waits;

    /// <summary>Ends the watch; what it has seen stays.</summary>
    public void Dispose()
    {
        _over.Set();
        _thread.Join();
        _over.Dispose();
    }

    private void Watch()
    {
        using var ran = new ManualResetEventSlim();
        while (!_over.Wait(Interval))
        {
            MostThreads = Math.Max(MostThreads, ThreadPool.ThreadCount);
            MostWaiting = Math.Max(MostWaiting, ThreadPool.PendingWorkItemCount);
            var queued = TimeProvider.System.GetTimestamp();
            ran.Reset();
            ThreadPool.UnsafeQueueUserWorkItem(done => done.Set(), ran, preferLocal: false);
            ran.Wait();
            _waits.Add(TimeProvider.System.GetElapsedTime(queued).TotalMilliseconds);
        }
    }
}
