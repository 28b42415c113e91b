using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Controls;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>One sweep, live, and the buttons that steer it.</summary>
public sealed partial class SweepPage
{
    private static readonly (string Tab, string Text)[] Tabs =
        [("", "Live"), ("trials", "Trials"), ("analysis", "Analysis"), ("events", "Events"), ("definition", "Definition")];

    private SweepModel? _model;
    private bool _isUnknown;
    private bool _isChanging;
    private string? _lost;
    private string? _refusal;

    /// <summary>The sweep's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Which part of it is shown; null for the first.</summary>
    [Parameter]
    public string? Tab { get; set; }

    /// <summary>Which chart of the analysis is shown; null when that part is not.</summary>
    [Parameter]
    public string? Chart { get; set; }

    [Inject]
    private SweepFeed Feed { get; set; } = null!;

    [Inject]
    private SweepClient Client { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Shows => Chart is null ? Tab ?? "" : "analysis";

    protected override IAsyncEnumerable<SweepUpdate> WatchAsync(CancellationToken cancellationToken) =>
        Feed.WatchAsync(Id, cancellationToken);

    protected override void Apply(SweepUpdate update)
    {
        switch (update)
        {
            case SweepUpdate.Current current:
                (_model, _lost) = (current.Model, null);
                break;
            case SweepUpdate.Unknown:
                _isUnknown = true;
                break;
            case SweepUpdate.Lost lost:
                _lost = $"The sweep cannot be reached at the moment: {lost.Reason}";
                break;
        }
    }

    private Task PauseAsync() => SendAsync("paused", sweep => sweep.Pause());

    private Task ResumeAsync() => SendAsync("resumed", sweep => sweep.Resume());

    private async Task DeleteAsync()
    {
        await Client.Sweep(Id).Delete();
        Navigation.NavigateTo("/sweeps");
    }

    private async Task SendAsync(string wish, Func<ISweepGrain, Task> send)
    {
        try
        {
            await send(Client.Sweep(Id));
            _refusal = null;
        }
        catch (Exception exception)
        {
            _refusal = $"The sweep was not {wish}: {exception.Message}";
        }
    }

    private Task SaveAsync(SavedText saved) => SaveAsync(saved.Name, saved.Type, saved.Text);
}
