using System.Text.RegularExpressions;
using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Cluster.Tests;

/// <summary>A real <c>sweep silo</c> with two slots and a home of its own, ended with the test at the latest.</summary>
internal sealed partial class SiloProcess : IDisposable
{
    private const int Continue = 18;
    private const int Freeze = 19;

    private readonly SweepProcess _process;
    private readonly string _home;

    private SiloProcess(string name, string home, SweepProcess process)
    {
        Name = name;
        _home = home;
        _process = process;
    }

    public string Name { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote, for messages.</summary>
    public string Said => _process.Said;

    /// <summary>Starts a silo and waits until it is a member.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">The folder below which its home lies.</param>
    /// <param name="arguments">How it finds the cluster.</param>
    /// <param name="monitor">Where it serves its metrics.</param>
    public static async Task<SiloProcess> StartAsync(string name, string folder, IEnumerable<string> arguments, string monitor)
    {
        var home = Path.Combine(folder, name);
        var process = await SweepProcess.StartAsync(
            [
                "silo", "--name", name, "--home", home, "--devices", "cpu:2",
                "--address", "127.0.0.1", "--silo-port", "0", "--gateway-port", "0", "--monitor-url", monitor, .. arguments,
            ],
            new Dictionary<string, string>
            {
                ["SWEEP_Silo__WarmsUp"] = "false",
                ["SWEEP_Monitor__Drains"] = "true",
                ["PATH"] = $"{Path.GetDirectoryName(Repository.ScriptedTrial)}:{Environment.GetEnvironmentVariable("PATH")}",
            },
            "SIGTERM drains it");
        return new SiloProcess(name, home, process);
    }

    /// <summary><c>kill -9</c> for the silo alone; what it started must end by itself.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>SIGSTOP.</summary>
    public void Suspend() => _process.Send(Freeze);

    /// <summary>SIGCONT.</summary>
    public void Awake() => _process.Send(Continue);

    /// <summary>Asks for a page of its monitor.</summary>
    public async Task<string> GetAsync(string path)
    {
        await Eventually.TrueAsync(() => Task.FromResult(MonitorAddress().IsMatch(Said)), () => $"Silo {Name} names no monitor: {Said}");
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(MonitorAddress().Match(Said).Value + path), TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public Task DrainAsync() => _process.EndAsync();

    public void Dispose() => _process.Dispose();

    /// <summary>The lines of its log that are no news, for messages.</summary>
    public string Troubles() => string.Join('\n', Directory.EnumerateFiles(Path.Combine(_home, "logs"))
        .SelectMany(File.ReadLines).Where(line => line.Contains("[WRN]") || line.Contains("[ERR]")).TakeLast(20));

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+")]
    private static partial Regex MonitorAddress();
}
