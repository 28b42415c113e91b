using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>All sweeps, live.</summary>
public sealed partial class SweepsPage
{
    private ImmutableArray<SweepHeadline>? _headlines;
    private string? _lost;

    [Inject]
    private CatalogFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    protected override IAsyncEnumerable<CatalogUpdate> WatchAsync(CancellationToken cancellationToken) =>
        Feed.WatchAsync(cancellationToken);

    protected override void Apply(CatalogUpdate update)
    {
        switch (update)
        {
            case CatalogUpdate.Current current:
                _headlines = current.Headlines;
                _lost = null;
                break;
            case CatalogUpdate.Lost lost:
                _lost = $"The list cannot be read at the moment: {lost.Reason}";
                break;
        }
    }
}
