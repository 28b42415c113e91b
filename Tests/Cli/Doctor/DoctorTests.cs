using System.Text.Json;
using SweepCluster.Cli.Doctor;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Grains;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Cli.Tests.Doctor;

public sealed class DoctorTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task Doctor_HealthyMachine_IsAllOk()
    {
        Assert.Equal(0, await _bench.RunAsync("doctor", "--json"));
        Assert.True(_bench.Document.GetProperty("ok").GetBoolean());
        Assert.All(Checks(), check => Assert.Equal("ok", check.GetProperty("result").GetString()));
        Assert.Equal(
            [".NET runtime", "libstdc++", "trainer", "Fashion-MNIST", "home", "holder", "processor", "GPU"],
            Checks().Select(check => check.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task Doctor_HealthyMachine_SaysWhatWasSeen()
    {
        _bench.Home.HeldBy = "sweep run (process 4711)";
        _bench.Machine.Inventory = new GpuInventory("nvml", [Gpu("cuda:0"), Gpu("cuda:1") with { Memory = null, Celsius = null }]);
        Assert.Equal(0, await _bench.RunAsync("doctor"));
        Assert.Matches("ok +trainer +ok True, oneDnn off", _bench.Out);
        Assert.Matches("ok +home +/home/somebody/.local/share/sweepcluster, 100.0 GiB free", _bench.Out);
        Assert.Contains("held by sweep run (process 4711)", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("cuda:0 NVIDIA L4, 22.5 GiB, 54 °C", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("cuda:1 NVIDIA L4", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_FaultedGpu_WarnsAndNamesTheFault()
    {
        _bench.Machine.Inventory = new GpuInventory("nvml", [Gpu("cuda:0"), Gpu("cuda:1") with { Fault = "it has fallen off the bus" }]);
        Assert.Equal(0, await _bench.RunAsync("doctor"));
        Assert.Matches("warn +GPU", _bench.Out);
        Assert.Contains("faulted: it has fallen off the bus", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_DriverInTrouble_WarnsOnly()
    {
        _bench.Machine.Inventory = new GpuInventory("nvml", [], "the driver is not loaded");
        Assert.Equal(0, await _bench.RunAsync("doctor"));
        Assert.Matches("warn +GPU +the driver is not loaded", _bench.Out);
    }

    [Fact]
    public Task Doctor_OldRuntime_Fails() => Fails(".NET runtime", "10 or later", () => _bench.Machine.Runtime = new Version(9, 0));

    [Fact]
    public Task Doctor_OldCppLibrary_Fails() =>
        Fails("libstdc++", "lacks GLIBCXX_3.4.32", () => _bench.Machine.LibraryIsNew = false);

    [Fact]
    public Task Doctor_NoCppLibrary_Fails() => Fails("libstdc++", "not found", () => _bench.Machine.Files.Remove(FakeMachine.Library));

    [Fact]
    public Task Doctor_OneDataFileMissing_Fails() => Fails(
        "Fashion-MNIST",
        "not in /usr/share/datasets/fashion-mnist or /home/somebody/.local/share/sweepcluster/data/fashion-mnist",
        () => _bench.Machine.Files.Remove($"{FakeMachine.Data}/t10k-labels-idx1-ubyte.gz"));

    [Fact]
    public Task Doctor_NoTrainer_Fails() =>
        Fails("trainer", "make build", () => _bench.Machine.Health = new TrainerHealth(null, null, "not found at /opt"));

    [Fact]
    public Task Doctor_TrainerWhoseSelfTestFails_Fails() => Fails(
        "trainer", "exit code 3", () => _bench.Machine.Health = new TrainerHealth("/opt/t", null, "its self-test ended with exit code 3"));

    [Fact]
    public Task Doctor_HomeThatCannotBeWrittenTo_Fails() =>
        Fails("home", "read-only file system", () => _bench.Machine.Refusal = "read-only file system");

    [Fact]
    public async Task Doctor_DataDirectoryOfTheVariable_IsLookedAt()
    {
        _bench.Variables["SWEEP_DATA"] = "/data";
        foreach (var file in _bench.Machine.Files.Where(file => file.StartsWith(FakeMachine.Data, StringComparison.Ordinal)).ToList())
        {
            _bench.Machine.Files.Remove(file);
            _bench.Machine.Files.Add($"/data/fashion-mnist/{Path.GetFileNameWithoutExtension(file)}");
        }

        Assert.Equal(0, await _bench.RunAsync("doctor"));
        Assert.Contains("/data/fashion-mnist", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_LittleDiskSpace_WarnsOnly()
    {
        _bench.Machine.Free = 1L << 30;
        Assert.Equal(0, await _bench.RunAsync("doctor"));
        Assert.Matches("warn +home +.*1.0 GiB free", _bench.Out);
    }

    private async Task Fails(string name, string explanation, Action breakIt)
    {
        breakIt();
        Assert.Equal(1, await _bench.RunAsync("doctor", "--json"));
        Assert.False(_bench.Document.GetProperty("ok").GetBoolean());
        var failed = Assert.Single(Checks(), check => check.GetProperty("result").GetString() == "fail");
        Assert.Equal(name, failed.GetProperty("name").GetString());
        Assert.Contains(explanation, failed.ToString(), StringComparison.Ordinal);
    }

    private static GpuView Gpu(string device) => new(device, null, "NVIDIA L4", 24_152_899_584, 0, 0, 54, 30, null);

    private List<JsonElement> Checks() => [.. _bench.Document.GetProperty("checks").EnumerateArray()];
}
