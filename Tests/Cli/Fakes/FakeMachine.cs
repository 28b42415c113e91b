using SweepCluster.Cli.Doctor;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>A machine that can run sweeps; tests take things away.</summary>
internal sealed class FakeMachine : IMachine, ITrainerProbe
{
    public const string Library = "/usr/lib/x86_64-linux-gnu/libstdc++.so.6";

    public const string Data = "/usr/share/datasets/fashion-mnist";

    public Version Runtime { get; set; } = new(10, 0, 1);

    public int Cores { get; set; } = 2;

    public HashSet<string> Files { get; } =
    [
        Library,
        $"{Data}/train-images-idx3-ubyte.gz",
        $"{Data}/train-labels-idx1-ubyte.gz",
        $"{Data}/t10k-images-idx3-ubyte.gz",
        $"{Data}/t10k-labels-idx1-ubyte.gz",
    ];

    public bool LibraryIsNew { get; set; } = true;

    public string? Refusal { get; set; }

    public long Free { get; set; } = 100L << 30;

    public GpuInventory Inventory { get; set; } = GpuInventory.None;

    public TrainerHealth Health { get; set; } = new(
        "/opt/sweep-trainer", System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>("""{"ok":true,"oneDnn":"off"}"""), null);

    public bool FileExists(string path) => Files.Contains(path);

    public bool FileContains(string path, string text) => path == Library && text == "GLIBCXX_3.4.32" && LibraryIsNew;

    public string? WriteRefusal(string directory) => Refusal;

    public long FreeBytes(string directory) => Free;

    public GpuInventory Gpus() => Inventory;

    public Task<string?> AskAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Task.FromResult<string?>($"\tlibstdc++.so.6 (libc6,x86-64) => {Library}\n");

    public Task<TrainerHealth> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult(Health);
}
