using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SweepCluster.Cli.View;

namespace SweepCluster.Cli.Doctor;

/// <summary>The checks of <c>sweep doctor</c>.</summary>
/// <param name="invocation">The call of the verb.</param>
internal sealed class Examination(Invocation invocation)
{
    private const string NeededLibraryVersion = "GLIBCXX_3.4.32";
    private const long ScarceBytes = 2L << 30;
    private static readonly string[] DataFiles =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    private readonly IMachine _machine = invocation.Services.Machine;

    /// <summary>Makes all checks.</summary>
    public async Task<ImmutableArray<DoctorCheck>> RunAsync(CancellationToken cancellationToken) =>
    [
        Runtime(),
        await CppLibraryAsync(cancellationToken),
        await TrainerAsync(cancellationToken),
        FashionMnist(),
        Home(),
        Holder(),
        Cores(),
        Gpus(),
    ];

    private DoctorCheck Runtime() => _machine.Runtime.Major >= 10
        ? new(".NET runtime", CheckResult.Ok, _machine.Runtime.ToString())
        : new(".NET runtime", CheckResult.Fail, _machine.Runtime.ToString(), "Version 10 or later is needed: run scripts/setup.sh.");

    private async Task<DoctorCheck> CppLibraryAsync(CancellationToken cancellationToken)
    {
        const string Name = "libstdc++";
        var listed = await _machine.AskAsync("/sbin/ldconfig", ["-p"], cancellationToken) ?? "";
        var found = listed.Split('\n').Where(line => line.Contains("libstdc++.so.6 ", StringComparison.Ordinal))
            .Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .Concat(["/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "/usr/lib/aarch64-linux-gnu/libstdc++.so.6", "/usr/lib64/libstdc++.so.6"])
            .Where(_machine.FileExists)
            .Distinct()
            .ToList();
        return found.Find(path => _machine.FileContains(path, NeededLibraryVersion)) is { } path
            ? new(Name, CheckResult.Ok, $"{path} has {NeededLibraryVersion}")
            : new(Name, CheckResult.Fail, found.Count == 0 ? "not found" : $"{found[0]} lacks {NeededLibraryVersion}",
                "libtorch needs it: run scripts/setup.sh, which installs it or prints how to.");
    }

    private async Task<DoctorCheck> TrainerAsync(CancellationToken cancellationToken)
    {
        const string Name = "trainer";
        var health = await invocation.Services.Trainer.ProbeAsync(cancellationToken);
        return health switch
        {
            { Path: null } => new(Name, CheckResult.Fail, health.Trouble ?? "not found", "Build it with 'make build'."),
            { Report: { } report } => new(Name, CheckResult.Ok, Summary(report)),
            _ => new(Name, CheckResult.Fail, $"{health.Path}: {health.Trouble}", "Run it with --self-test and read what it prints."),
        };
    }

    private DoctorCheck FashionMnist()
    {
        const string Name = "Fashion-MNIST";
        var data = invocation.Services.Variable("SWEEP_DATA");
        string[] directories =
        [
            "/usr/share/datasets/fashion-mnist",
            .. data is { Length: > 0 } ? [Path.Combine(data, "fashion-mnist")] : Array.Empty<string>(),
            Path.Combine(invocation.HomeDirectory, "data", "fashion-mnist"),
        ];
        return Array.Find(directories, HasData) is { } directory
            ? new(Name, CheckResult.Ok, directory)
            : new(Name, CheckResult.Fail, $"not in {string.Join(" or ", directories)}",
                "Run scripts/setup.sh, which fetches it; only sweeps with your own program do without.");
    }

    private bool HasData(string directory) => DataFiles.All(name =>
        _machine.FileExists(Path.Combine(directory, name + ".gz")) || _machine.FileExists(Path.Combine(directory, name)));

    private DoctorCheck Home()
    {
        const string Name = "home";
        var home = invocation.HomeDirectory;
        if (_machine.WriteRefusal(home) is { } refusal)
        {
            return new(Name, CheckResult.Fail, $"{home} cannot be written to: {refusal}", "Choose another with --home or SWEEP_HOME.");
        }

        var free = _machine.FreeBytes(home);
        var seen = string.Create(CultureInfo.InvariantCulture, $"{home}, {free / (double)(1L << 30):0.0} GiB free");
        return free >= ScarceBytes
            ? new(Name, CheckResult.Ok, seen)
            : new(Name, CheckResult.Warn, seen, "Checkpoints may fill the disk: make room or choose another home.");
    }

    private DoctorCheck Holder() => invocation.Home.Holder() is { } holder
        ? new("holder", CheckResult.Ok, $"held by {holder}; other processes can look and send commands")
        : new("holder", CheckResult.Ok, "nobody runs the home");

    private DoctorCheck Cores() => new(
        "processor", CheckResult.Ok, string.Create(CultureInfo.InvariantCulture, $"{_machine.Cores} cores"));

    private DoctorCheck Gpus()
    {
        const string Name = "GPU";
        var found = _machine.Gpus();
        return found switch
        {
            { Trouble: { } trouble } => new(Name, CheckResult.Warn, trouble, "Trials train on the processor; see what nvidia-smi says."),
            { Gpus.IsEmpty: true } => new(Name, CheckResult.Ok, "none; trials train on the processor"),
            _ when found.Gpus.Any(gpu => gpu.Fault is not null) => new(
                Name, CheckResult.Warn, Shown.Gpus(found.Gpus), "Faulted devices take no trials; see what nvidia-smi says of them."),
            _ => new(Name, CheckResult.Ok, Shown.Gpus(found.Gpus)),
        };
    }

    private static string Summary(JsonElement report) => report.ValueKind != JsonValueKind.Object
        ? report.ToString()
        : string.Join(", ", report.EnumerateObject()
            .Where(member => member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            .Select(member => $"{member.Name} {member.Value}"));
}
