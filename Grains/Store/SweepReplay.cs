using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Store;

/// <summary>Rebuilds a sweep's engine from its log, page by page.</summary>
internal static class SweepReplay
{
    private const int PageSize = 2000;

    /// <summary>The engine after the last stored event; null when there is no event.</summary>
    public static async Task<SweepEngine?> LoadAsync(IEventStore store, string sweep, CancellationToken cancellationToken)
    {
        SweepEngine? engine = null;
        while (true)
        {
            var page = await store.ReadAsync(sweep, (engine?.LastSequence ?? 0) + 1, PageSize, cancellationToken);
            foreach (var e in page)
            {
                engine ??= new SweepEngine();
                engine.Apply(e);
            }

            if (page.Count < PageSize)
            {
                return engine;
            }
        }
    }
}
