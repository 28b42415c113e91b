namespace SweepCluster.Dashboard.Live;

internal sealed partial class SweepWatch
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweep {Sweep} could not be followed; it is tried again in a second")]
    private partial void LogLost(Exception exception, string sweep);
}
