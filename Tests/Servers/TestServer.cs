using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SweepCluster.Tests.Servers;

/// <summary>
/// A real server program that a test starts for itself, on a port and in a folder of its own, which it keeps while it is stopped
/// and started. It is ended by its own process id, and its folder is deleted, when the test disposes of it.
/// </summary>
public abstract class TestServer : IAsyncDisposable
{
    /// <summary>Ports below those that systems give to clients, so that nobody takes the port of a server that is stopped for a while.</summary>
    private const int FirstPort = 20_000;
    private const int PortCount = 10_000;
    private const int PortAttempts = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder;
    private readonly ServerPlace? _place;
    private Process? _process;

    /// <summary>A server that has not started yet.</summary>
    /// <param name="name">Its name for people and folders.</param>
    /// <param name="place">Where it shall run; null for loopback and a temporary folder.</param>
    protected TestServer(string name, ServerPlace? place = null)
    {
        Name = name;
        _place = place;
        _folder = place is null
            ? Directory.CreateTempSubdirectory($"sweep-{name}-")
            : Directory.CreateDirectory(Path.Combine(place.Folder, name));
    }

    /// <summary>Its name for people.</summary>
    public string Name { get; }

    /// <summary>The address it listens on.</summary>
    public string Address => _place?.Address ?? "127.0.0.1";

    /// <summary>Its port, the same after every start.</summary>
    public int Port { get; private set; }

    /// <summary>The process id of the running server.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The server is not running.");

    protected string Folder => _folder.FullName;

    /// <summary>The program and its arguments; it stays in the foreground.</summary>
    protected abstract IEnumerable<string> Command { get; }

    /// <summary>The signal at which the server ends its clients' connections, saves what it holds, and exits.</summary>
    protected abstract int StopSignal { get; }

    private string LogFile => Path.Combine(Folder, "server.log");

    /// <summary>Starts the stopped server on its port and data; ends when it answers.</summary>
    public async Task StartAsync()
    {
        _process = Launch(Command);
        using var deadline = new CancellationTokenSource(Patience);
        while (!await IsReadyAsync())
        {
            if (_process.HasExited || deadline.IsCancellationRequested)
            {
                await KillAsync();
                throw new InvalidOperationException($"{GetType().Name} did not start on port {Port}:\n{await File.ReadAllTextAsync(LogFile)}");
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Ends the server in good order.</summary>
    public async Task StopAsync()
    {
        if (Send(ProcessId, StopSignal) != 0)
        {
            throw new InvalidOperationException($"{GetType().Name} could not be told to stop; it ended by itself.");
        }

        await EndAsync();
    }

    /// <summary>Ends the server and its children with SIGKILL, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process?.Kill(entireProcessTree: true);
        await EndAsync();
    }

    /// <summary>Stops the server in good order and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_process is { HasExited: false })
            {
                await StopAsync();
            }
        }
        finally
        {
            await KillAsync();
            _folder.Delete(recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>True when the process that this object started answers requests.</summary>
    protected abstract Task<bool> IsReadyAsync();

    /// <summary>Starts the server for the first time, on a port that is free.</summary>
    protected async Task StartOnFreePortAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort();
            try
            {
                await StartAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < PortAttempts && !IsFree(Port))
            {
                // Somebody took the port between the look and the use; others are free.
            }
        }
    }

    /// <summary>Runs a program to its end.</summary>
    protected async Task RunAsync(IEnumerable<string> command)
    {
        using var process = Launch(command);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{string.Join(' ', command)} ended with {process.ExitCode}:\n{await File.ReadAllTextAsync(LogFile)}");
        }
    }

    /// <summary>What the program says goes to a file: a pipe would have to be read, and children inherit it.</summary>
    private Process Launch(IEnumerable<string> command)
    {
        var request = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1", LogFile, .. command]) { WorkingDirectory = Folder };
        foreach (var (name, value) in _place?.Environment ?? [])
        {
            request.Environment[name] = value;
        }

        return Process.Start(request)!;
    }

    private async Task EndAsync()
    {
        if (_process is { } process)
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Ports as <see cref="FreePort"/> finds them, each another.</summary>
    internal static IReadOnlyList<int> FreePorts(int count)
    {
        var ports = new HashSet<int>();
        while (ports.Count < count)
        {
            ports.Add(FreePort());
        }

        return [.. ports];
    }

    /// <summary>A port on which nobody listens now, from those that systems do not give to clients.</summary>
    internal static int FreePort()
    {
        int port;
        do
        {
            port = FirstPort + RandomNumberGenerator.GetInt32(PortCount);
        }
        while (!IsFree(port));
        return port;
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Send(int process, int signal);
}

/// <summary>Where a server runs, when not on loopback and in a temporary folder.</summary>
/// <param name="Folder">The folder that takes the server's own.</param>
/// <param name="Address">The IP address that it listens on.</param>
/// <param name="Environment">Variables that its processes get beside the test's own.</param>
public sealed record ServerPlace(string Folder, string Address, Dictionary<string, string> Environment);
