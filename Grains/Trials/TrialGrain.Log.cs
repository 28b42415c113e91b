using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Grains.Trials;

internal sealed partial class TrialGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} runs on {Slot} of another silo; this activation makes room")]
    private static partial void LogElsewhere(ILogger logger, AttemptId attempt, SlotId slot);
}
