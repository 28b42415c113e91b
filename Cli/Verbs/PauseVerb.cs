using System.CommandLine;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep pause ID</c>.</summary>
internal static class PauseVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs) =>
        SweepCommand.Create(verbs, "pause", "Stop starting trials; running ones stop at a checkpoint.", sweep => sweep.Pause());
}
