using System.Globalization;
using SweepCluster.Chaos.Processes;

namespace SweepCluster.Chaos.Servers;

/// <summary>A PostgreSQL server of the campaign's own. It refuses to run as root, so root starts it as the user postgres.</summary>
/// <param name="folder">Its data and what it prints.</param>
/// <param name="address">The address it listens on.</param>
/// <param name="port">The port it listens on.</param>
/// <param name="environment">Its environment variables.</param>
internal sealed class PostgresServer(string folder, string address, int port, IReadOnlyDictionary<string, string> environment) : IDatabaseServer
{
    private static readonly string[] AsPostgres = Environment.UserName == "root"
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        : [];

    private readonly string _data = Path.Combine(folder, "data");
    private ChildProcess? _process;

    public string Name => "PostgreSQL";

    public bool IsRunning => _process?.IsRunning == true;

    /// <summary>How to connect.</summary>
    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Host={address};Port={port};Username=postgres;Database=postgres");

    /// <summary>Makes an empty database.</summary>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_data);
        if (AsPostgres.Length > 0)
        {
            await ChildProcess.RunAsync(cancellationToken, "chown", "postgres:postgres", _data);
        }

        await ChildProcess.RunAsync(
            cancellationToken, [.. AsPostgres, Binary("initdb"), "--pgdata", _data, "--username", "postgres", "--auth", "trust", "--no-sync"]);
        await File.AppendAllTextAsync(Path.Combine(_data, "pg_hba.conf"), "host all all 0.0.0.0/0 trust\n", cancellationToken);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process?.Dispose();
        _process = ChildProcess.Start(
            [
                .. AsPostgres, Binary("postgres"), "-D", _data,
                "-c", $"listen_addresses={address}",
                "-c", string.Create(CultureInfo.InvariantCulture, $"port={port}"),
                "-c", $"unix_socket_directories={_data}",
            ],
            environment,
            Path.Combine(folder, "output.log"));
        await ServerPort.WaitAsync(address, port, _process, cancellationToken);
    }

    public async Task StopAsync(bool inOrder)
    {
        if (_process is { } process)
        {
            process.Send(inOrder ? Signal.Interrupt : Signal.Quit);
            if (!await process.WaitAsync(TimeSpan.FromSeconds(20)))
            {
                process.Send(Signal.Quit);
                await process.WaitAsync(TimeSpan.FromSeconds(10));
            }
        }
    }

    public void Dispose()
    {
        // Killed, it would leave its own children behind.
        _process?.Send(Signal.Quit);
        _process?.WaitAsync(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
        _process?.Dispose();
    }

    private static string Binary(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", name)).LastOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"PostgreSQL's {name} is not below /usr/lib/postgresql; install the package postgresql.");
}
