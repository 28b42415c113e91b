using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Cluster.Tests;

/// <summary>A real <c>sweep</c> with one of the verbs that go on until they are told to stop; ended with the test at the latest.</summary>
internal sealed partial class SweepProcess : IDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private SweepProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote.</summary>
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

    /// <summary>Starts one and waits until it says that it is ready.</summary>
    /// <param name="arguments">The verb and what follows it.</param>
    /// <param name="environment">Variables beside those of the test.</param>
    /// <param name="ready">What it says then.</param>
    public static async Task<SweepProcess> StartAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string ready)
    {
        var request = new ProcessStartInfo(Repository.Sweep, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        request.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach (var (name, value) in environment)
        {
            request.Environment[name] = value;
        }

        var started = new SweepProcess(Process.Start(request)!);
        try
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(started.Said.Contains(ready, StringComparison.Ordinal) || started.HasExited),
                () => $"sweep {arguments.First()} did not start: {started.Said}");
            Assert.False(started.HasExited, started.Said);
            return started;
        }
        catch (Exception)
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary><c>kill -9</c> for the process alone; what it started must end by itself.</summary>
    public async Task KillAsync()
    {
        var started = ProcessTree.DescendantsOf(_process.Id);
        _process.Kill();
        await _process.WaitForExitAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!started.Any(ProcessTree.IsAlive)), () => $"A process that {Id} started outlived it.");
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task EndAsync()
    {
        Send(Terminate);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Sends a signal.</summary>
    public void Send(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

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
