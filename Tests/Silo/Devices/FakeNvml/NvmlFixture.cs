using System.Diagnostics;

namespace SweepCluster.Silo.Tests.Devices.FakeNvml;

/// <summary>
/// Builds the stand-in for NVIDIA's management library and sets what it answers. The runtime loads a native library once per process, so
/// all tests share it, one at a time.
/// </summary>
public sealed class NvmlFixture : IDisposable
{
    private const string Variable = "SWEEP_NVML";
    private readonly string _folder = Directory.CreateTempSubdirectory("sweep-nvml-").FullName;

    public NvmlFixture()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Devices", "FakeNvml", "fake_nvml.c");
        string[] arguments = ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", Library, source, "-ldl"];
        using var compiler = Process.Start(new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true })!;
        var complaints = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, $"gcc: {complaints}");
    }

    private string Library => Path.Combine(_folder, "libnvidia-ml.so.1");

    /// <summary>Lets the library answer this from now on, also to a test that runs.</summary>
    public void Answer(params string[] lines)
    {
        var next = Path.Combine(_folder, "next.txt");
        File.WriteAllLines(next, lines);
        File.Move(next, Path.Combine(_folder, "gpus.txt"), overwrite: true);
        Environment.SetEnvironmentVariable(Variable, Library);
    }

    /// <summary>Takes the library away; not from those who have loaded it.</summary>
    public static void Hide() => Environment.SetEnvironmentVariable(Variable, "/no/such/library.so");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Tests that ask the stand-in.</summary>
[CollectionDefinition]
public sealed class OneNvml : ICollectionFixture<NvmlFixture>;
