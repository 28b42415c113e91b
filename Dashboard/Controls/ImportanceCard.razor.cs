using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Charts;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>
/// Which parameters matter. The sweep works that out, which takes seconds, so a sweep that goes on is asked again every 15 seconds at most.
/// </summary>
public sealed partial class ImportanceCard : IDisposable
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(15);

    private IDisposable? _listening;
    private Pace? _asking;
    private ChartView? _view;
    private string? _viewOf;
    private long _sequence = -1;

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepModel Model { get; set; } = null!;

    /// <summary>By which method.</summary>
    [SupplyParameterFromQuery(Name = "by")]
    public string? ByName { get; set; }

    [CascadingParameter]
    private UpdateSignal News { get; set; } = null!;

    [Inject]
    private SweepClient Client { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private string By => ByName == "ped-anova" ? ByName : "fanova";

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening?.Dispose();
        _asking?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _asking = new Pace(LeastInterval, Time, AskAsync, DispatchExceptionAsync);
        _listening = News.Listen(WantAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if ($"{Id} {By}" != _viewOf)
        {
            (_viewOf, _view) = ($"{Id} {By}", null);
            await _asking!.DoAsync();
        }
    }

    /// <summary>Has the page not wait for what takes seconds.</summary>
    private Task WantAsync()
    {
        if (Latest() != _sequence)
        {
            _asking!.WantLater();
        }

        return Task.CompletedTask;
    }

    private long Latest() => Model.Read((trials, _) => trials.Sequence);

    private async Task AskAsync()
    {
        var (asked, method) = (_viewOf, By == "fanova" ? ImportanceMethod.Fanova : ImportanceMethod.PedAnova);
        _sequence = Latest();
        var view = await DrawAsync(method);
        if (asked == _viewOf)
        {
            _view = view;
            StateHasChanged();
        }
    }

    private async Task<ChartView> DrawAsync(ImportanceMethod method)
    {
        try
        {
            return ImportanceChart.Of(await Client.Sweep(Id).GetImportance(method));
        }
        catch (InvalidOperationException exception)
        {
            return ChartView.Empty(exception.Message);
        }
        catch (Exception exception)
        {
            return ChartView.Empty($"The sweep gives no answer at the moment: {exception.Message}");
        }
    }
}
