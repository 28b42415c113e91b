namespace SweepCluster.Contracts.Events;

/// <summary>Questions about events.</summary>
public static class SweepEvents
{
    /// <summary>The number of the trial that the event is about; null for one about the whole sweep.</summary>
    public static int? TrialNumber(this SweepEvent e) => e switch
    {
        TrialSuggested suggested => suggested.Trial,
        TrialStopped stopped => stopped.Trial,
        TrialRetried retried => retried.Trial,
        TrialNoted noted => noted.Trial,
        AttemptStarted started => started.Trial,
        AttemptReported reported => reported.Trial,
        CheckpointSaved saved => saved.Trial,
        AttemptEnded ended => ended.Trial,
        _ => null,
    };
}
