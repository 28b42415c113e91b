namespace SweepCluster.Dashboard.Live;

internal sealed partial class CatalogFeed
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of sweeps is not told any more; it is watched again in a second")]
    private partial void LogLost(Exception exception);
}
