namespace SweepCluster.Dashboard.Live;

internal sealed partial class CatalogFeed
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of sweeps could not be read; it is asked for again in a second")]
    private partial void LogLost(Exception exception);
}
