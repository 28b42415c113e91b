using Microsoft.Extensions.Logging;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Sweeps;

/// <summary>Deletes all that a sweep has left: its rows, then its files.</summary>
internal sealed partial class SweepEraser(
    IEventStore store, SegmentPacker packer, IEnumerable<ICheckpointFiles> files, TimeProvider time, ILogger<SweepEraser> logger)
{
    /// <summary>Deletes a sweep that is over.</summary>
    /// <exception cref="IOException">The store cannot be written; nothing was deleted.</exception>
    public async Task EraseAsync(string sweep)
    {
        // What is packed now would be a copy of what is not there any more.
        await packer.IdleAsync();
        await store.DeleteAsync(sweep, time.GetUtcNow(), CancellationToken.None);
        LogErased(logger, sweep);
        try
        {
            foreach (var folder in files)
            {
                folder.Delete(sweep);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The sweep is gone already, and no other one gets its id: files that stay are in nobody's way.
            LogFilesStay(logger, sweep, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sweep {Sweep} was deleted")]
    private static partial void LogErased(ILogger logger, string sweep);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweep {Sweep} was deleted, but not all its checkpoints: {Reason}")]
    private static partial void LogFilesStay(ILogger logger, string sweep, string reason);
}
