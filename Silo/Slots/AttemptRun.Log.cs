using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Silo.Slots;

internal sealed partial class AttemptRun
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Attempt}: {Line}")]
    private static partial void LogLine(ILogger logger, AttemptId attempt, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} lost its lease and is killed: {Reason}")]
    private static partial void LogLeaseLost(ILogger logger, AttemptId attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} did not stop within {Timeout} and is killed")]
    private static partial void LogNotStopping(ILogger logger, AttemptId attempt, TimeSpan timeout);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the process of attempt {Attempt} does cannot be read")]
    private static partial void LogNoStacks(ILogger logger, Exception exception, AttemptId attempt);
}
