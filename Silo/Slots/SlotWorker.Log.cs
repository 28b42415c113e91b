using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Silo.Slots;

internal sealed partial class SlotWorker
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} could not get work and tries again")]
    private static partial void LogStumbled(ILogger logger, Exception exception, SlotId slot);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slot {Slot} has no trial process: {Reason}")]
    private static partial void LogNotStarted(ILogger logger, SlotId slot, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slot {Slot} is broken: its device is faulted: {Fault}")]
    private static partial void LogBroken(ILogger logger, SlotId slot, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slot {Slot} has its device again")]
    private static partial void LogMended(ILogger logger, SlotId slot);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outcome {Outcome} is put down to the device of {Slot}: {Fault}")]
    private static partial void LogBlamed(ILogger logger, AttemptOutcome outcome, SlotId slot, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outcome {Outcome} of {Attempt} was ignored; the attempt is not current any more")]
    private static partial void LogOutcomeIgnored(ILogger logger, AttemptId attempt, AttemptOutcome outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outcome {Outcome} of {Attempt} could not be committed: {Reason}")]
    private static partial void LogOutcomeLost(ILogger logger, AttemptId attempt, AttemptOutcome outcome, string reason);
}
