using Microsoft.Extensions.Logging;

namespace SweepCluster.Silo.Processes;

public sealed partial class TrialProcess
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Trial process {ProcessId} started: {FileName}")]
    private static partial void LogStarted(ILogger logger, int processId, string fileName);

    [LoggerMessage(Level = LogLevel.Information, Message = "Trial process {ProcessId} is gone: {End}")]
    private static partial void LogExited(ILogger logger, int processId, string end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} did not reach trial process {ProcessId}")]
    private static partial void LogNotSent(ILogger logger, Exception exception, string message, int processId);
}
