using System.Globalization;
using SweepCluster.Chaos.Processes;

namespace SweepCluster.Chaos.Servers;

/// <summary>A Redis server of the campaign's own, set as the operations page asks: an append-only file, and nothing is ever evicted.</summary>
/// <param name="folder">Its data and what it prints.</param>
/// <param name="address">The address it listens on.</param>
/// <param name="port">The port it listens on.</param>
/// <param name="environment">Its environment variables.</param>
internal sealed class RedisServer(string folder, string address, int port, IReadOnlyDictionary<string, string> environment) : IDatabaseServer
{
    private ChildProcess? _process;

    public string Name => "Redis";

    public bool IsRunning => _process?.IsRunning == true;

    /// <summary>Its address, as host:port.</summary>
    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"{address}:{port}");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        _process?.Dispose();
        _process = ChildProcess.Start(
            [
                "redis-server",
                "--bind", address,
                "--port", port.ToString(CultureInfo.InvariantCulture),
                "--dir", folder,
                "--protected-mode", "no",
                "--save", "",
                "--appendonly", "yes",
                "--appendfsync", "everysec",
                "--maxmemory-policy", "noeviction",
            ],
            environment,
            Path.Combine(folder, "output.log"));
        await ServerPort.WaitAsync(address, port, _process, cancellationToken);
    }

    public async Task StopAsync(bool inOrder)
    {
        if (_process is { } process)
        {
            process.Send(inOrder ? Signal.Terminate : Signal.Kill);
            if (!await process.WaitAsync(TimeSpan.FromSeconds(10)))
            {
                process.Send(Signal.Kill);
            }
        }
    }

    public void Dispose() => _process?.Dispose();
}
