using System.Diagnostics;
using System.Reflection;
using SweepCluster.Silo.Processes;

namespace SweepCluster.Silo.Tests;

/// <summary>The programs that tests run as other processes.</summary>
internal static class Programs
{
    /// <summary>A trial program that follows a script in its parameter set.</summary>
    public static string ScriptedTrial { get; } = typeof(Programs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "ScriptedTrial").Value!;

    /// <summary>The silo as a process of its own.</summary>
    public static string Silo { get; } = Path.Combine(AppContext.BaseDirectory, "SweepCluster.Silo");

    /// <summary>A process that does nothing for longer than any test.</summary>
    public static Process Sleeper() => Process.Start("sleep", ["600"]);

    public static TrialProgram InShell(string script, string folder) => new("/bin/sh", ["-c", script], folder, new Dictionary<string, string>());

    public static void Signal(string name, int processId)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{processId}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public static bool IsRunning(int processId) => Directory.Exists($"/proc/{processId}");
}
