using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Cluster.Tests;

/// <summary>A real <c>sweep silo</c> with two slots and a home of its own, ended with the test at the latest.</summary>
internal sealed partial class SiloProcess : IDisposable
{
    private const int Continue = 18;
    private const int Freeze = 19;
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly string _home;

    private SiloProcess(string name, string home, Process process)
    {
        Name = name;
        _home = home;
        _process = process;
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public string Name { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote, for messages.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts a silo and waits until it is a member.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">The folder below which its home lies.</param>
    /// <param name="arguments">How it finds the cluster.</param>
    /// <param name="monitor">Where it serves its metrics; empty for nowhere.</param>
    public static async Task<SiloProcess> StartAsync(string name, string folder, IEnumerable<string> arguments, string monitor = "")
    {
        var home = Path.Combine(folder, name);
        var request = new ProcessStartInfo(
            Repository.Sweep,
            [
                "silo", "--name", name, "--home", home, "--devices", "cpu:2",
                "--address", "127.0.0.1", "--silo-port", "0", "--gateway-port", "0", "--monitor-url", monitor, .. arguments,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        request.Environment["SWEEP_Silo__WarmsUp"] = "false";
        request.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var silo = new SiloProcess(name, home, Process.Start(request)!);
        try
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(silo.Said.Contains("SIGTERM drains it", StringComparison.Ordinal) || silo.HasExited),
                () => $"Silo {name} did not start: {silo.Said}");
            Assert.False(silo.HasExited, silo.Said);
            return silo;
        }
        catch (Exception)
        {
            silo.Dispose();
            throw;
        }
    }

    /// <summary><c>kill -9</c> for the silo alone; what it started must end by itself.</summary>
    public async Task KillAsync()
    {
        var started = ProcessTree.DescendantsOf(_process.Id);
        _process.Kill();
        await _process.WaitForExitAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!started.Any(ProcessTree.IsAlive)), () => $"A trial process of {Name} outlived it.");
    }

    /// <summary>SIGSTOP.</summary>
    public void Suspend() => Send(Freeze);

    /// <summary>SIGCONT.</summary>
    public void Awake() => Send(Continue);

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task DrainAsync()
    {
        Send(Terminate);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>The lines of its log that are no news, for messages.</summary>
    public string Troubles() => string.Join('\n', Directory.EnumerateFiles(Path.Combine(_home, "logs"))
        .SelectMany(File.ReadLines).Where(line => line.Contains("[WRN]") || line.Contains("[ERR]")).TakeLast(20));

    private void Send(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    private void Append(string? line)
    {
        lock (_said)
        {
            _ = line is null ? _said : _said.AppendLine(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
