using System.Collections.Immutable;

namespace SweepCluster.Silo.Processes;

/// <summary>
/// Starts a user's program in a session of its own, so that Ctrl-C in the silo's terminal does not reach it: the silo tells it how to stop.
/// The built-in trainer does this by itself.
/// </summary>
internal static class OwnSession
{
    private static readonly string? SetSid = ((string[])["/usr/bin/setsid", "/bin/setsid"]).FirstOrDefault(File.Exists);

    /// <summary>The program to start and its arguments; <c>setsid</c> replaces itself with the program, so the process stays the same.</summary>
    public static (string FileName, ImmutableArray<string> Arguments) Wrap(ImmutableArray<string> command) =>
        SetSid is null ? (command[0], command[1..]) : (SetSid, command);
}
