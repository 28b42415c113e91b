using Spectre.Console;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.View;

/// <summary>What colours mean. Nothing is said by colour alone.</summary>
internal static class Colours
{
    /// <summary>Headings and what is always there.</summary>
    public static Style Quiet { get; } = new(Color.Grey);

    /// <summary>What counts most.</summary>
    public static Style Strong { get; } = new(decoration: Decoration.Bold);

    /// <summary>What the user should notice.</summary>
    public static Style Warning { get; } = new(Color.Yellow);

    /// <summary>The style of a trial's status.</summary>
    public static Style Of(TrialStatus status) => status switch
    {
        TrialStatus.Completed => new Style(Color.Green),
        TrialStatus.Running => new Style(Color.Aqua),
        TrialStatus.Pruned => new Style(Color.Yellow),
        TrialStatus.Failed => new Style(Color.Red),
        _ => Quiet,
    };

    /// <summary>The style of a sweep's status.</summary>
    public static Style Of(SweepStatus status) => status switch
    {
        SweepStatus.Completed => new Style(Color.Green),
        SweepStatus.Running => new Style(Color.Aqua),
        SweepStatus.Failed => new Style(Color.Red),
        _ => Warning,
    };
}
