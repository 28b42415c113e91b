using Microsoft.Extensions.Logging;

namespace SweepCluster.Grains.Store;

internal sealed partial class EventWriter
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Requests} appends failed; none of them is acknowledged")]
    private static partial void LogCommitFailed(ILogger logger, Exception exception, int requests);
}
