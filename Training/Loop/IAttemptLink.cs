using SweepCluster.Contracts.Protocol;

namespace SweepCluster.Training.Loop;

/// <summary>An attempt's line to whoever started it.</summary>
internal interface IAttemptLink
{
    /// <summary>How the attempt was told to stop; null while it may go on.</summary>
    TrialCommand? StopRequested { get; }

    void Send(TrialMessage message);

    /// <summary>Waits for the answer to the report of that step, or for the command to stop.</summary>
    TrialCommand AwaitDecision(int step);
}
