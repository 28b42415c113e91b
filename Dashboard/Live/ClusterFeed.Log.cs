namespace SweepCluster.Dashboard.Live;

internal sealed partial class ClusterFeed
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The silos are not told any more; they are watched again in a second")]
    private partial void LogLost(Exception exception);
}
