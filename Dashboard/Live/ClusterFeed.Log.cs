namespace SweepCluster.Dashboard.Live;

internal sealed partial class ClusterFeed
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The silos could not be read; they are asked for again in a second")]
    private partial void LogLost(Exception exception);
}
