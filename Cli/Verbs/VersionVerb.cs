using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep version</c>.</summary>
internal static class VersionVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs) => verbs.Create("version", "Show the version.", [], (invocation, _, _) =>
    {
        var assembly = typeof(VersionVerb).Assembly;
        var parts = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+');
        var found = new Versions(
            parts[0], parts.ElementAtOrDefault(1), RuntimeInformation.FrameworkDescription, RuntimeInformation.RuntimeIdentifier);
        invocation.Result(found, _ => invocation.Say($"sweep {found.Version} ({found.Runtime}, {found.Platform})"));
        return Task.FromResult(ExitCodes.Done);
    });

    private sealed record Versions(string Version, string? Commit, string Runtime, string Platform);
}
