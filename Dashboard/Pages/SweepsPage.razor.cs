using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Controls;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>All sweeps, live; what is searched and how it is sorted stands in the address.</summary>
public sealed partial class SweepsPage
{
    private ImmutableArray<SweepHeadline>? _headlines;
    private string? _lost;

    /// <summary>A part of the name or id of the sweeps to show.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The status of the sweeps to show.</summary>
    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    /// <summary>The column to sort by, after a minus for the other way round.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <inheritdoc/>
    protected override TimeSpan? AgesBy => TimeSpan.FromSeconds(10);

    [Inject]
    private CatalogFeed Feed { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

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

    private List<SweepLine> Rows() =>
        SweepLine.Select(_headlines ?? [], Time.GetUtcNow(), Query ?? "", Status ?? "", Sort ?? "age");

    private void Go(string parameter, object? value)
    {
        var name = parameter switch { nameof(Query) => "q", nameof(Status) => "status", _ => "sort" };
        var text = value as string is { Length: > 0 } given ? given : null;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, text), replace: true);
    }
}
