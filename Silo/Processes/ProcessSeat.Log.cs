using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Silo.Processes;

internal sealed partial class ProcessSeat
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Slot {Slot} has a process of {Program}: {Environment}")]
    private static partial void LogHello(ILogger logger, SlotId slot, string program, string environment);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slot {Slot}, before an attempt: {Line}")]
    private static partial void LogEarlyLine(ILogger logger, SlotId slot, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} replaces its trial process: {Reason}")]
    private static partial void LogNotReusable(ILogger logger, SlotId slot, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} replaces its trial process, which has grown by {GrownMiB} MiB")]
    private static partial void LogGrown(ILogger logger, SlotId slot, long grownMiB);
}
