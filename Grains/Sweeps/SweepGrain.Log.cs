using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Grains.Sweeps;

internal sealed partial class SweepGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Sweep {Sweep} is active at event {Sequence} with {Running} running attempts")]
    private static partial void LogActivated(ILogger logger, string sweep, long sequence, int running);

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} ended: {Outcome}")]
    private static partial void LogEnded(ILogger logger, AttemptId attempt, AttemptOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of attempt {Attempt} was refused; another attempt is current")]
    private static partial void LogFenced(ILogger logger, AttemptId attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} of trial {Sweep}/{Trial} on {Slot} was given up: {Reason}")]
    private static partial void LogAbandoned(ILogger logger, string sweep, int trial, int attempt, SlotId slot, AbandonReason reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The log of {Sweep} could not be written; this activation is thrown away")]
    private static partial void LogCommitFailed(ILogger logger, Exception exception, string sweep);
}
