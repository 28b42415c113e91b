using System.CommandLine;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep cancel ID</c>.</summary>
internal static class CancelVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs) =>
        SweepCommand.Create(verbs, "cancel", "Stop all trials and end the sweep.", sweep => sweep.Cancel());
}
