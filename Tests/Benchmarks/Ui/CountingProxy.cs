using System.Net;
using System.Net.Sockets;

namespace SweepCluster.Benchmarks.Ui;

/// <summary>Stands between a browser and the dashboard and counts the bytes that go through, as they are on the wire.</summary>
internal sealed class CountingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly int _target;
    private long _bytes;

    /// <param name="target">The dashboard's port on loopback.</param>
    public CountingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where the browser looks.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The bytes so far, of both directions.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void Dispose()
    {
        _over.Cancel();
        _listener.Dispose();
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var over = _over.Token;
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(over), over);
            }
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            // The benchmark is over.
            return;
        }
    }

    private async Task PassAsync(TcpClient browser, CancellationToken over)
    {
        using var _ = browser;
        using var dashboard = new TcpClient { NoDelay = true };
        browser.NoDelay = true;
        await dashboard.ConnectAsync(IPAddress.Loopback, _target, over);
        await Task.WhenAny(
            CopyAsync(browser.GetStream(), dashboard.GetStream(), over), CopyAsync(dashboard.GetStream(), browser.GetStream(), over));
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken over)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, over) is > 0 and var count)
            {
                Interlocked.Add(ref _bytes, count);
                await to.WriteAsync(buffer.AsMemory(0, count), over);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // One side has gone; the other is closed with it.
            return;
        }
    }
}
