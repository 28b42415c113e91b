using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Charts;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>One chart of a sweep and the way to the others; what it shows stands in the address. It is drawn anew every two seconds at most.</summary>
public sealed partial class AnalysisCard : IDisposable
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(2);

    private IDisposable? _listening;
    private ImmutableArray<ParameterAxis> _axes = [];
    private List<TrialPoint> _points = [];
    private List<TrialPoint>? _selected;
    private PlotCard? _plot;
    private ChartView? _view;
    private string? _viewOf;
    private long _sequence = -1;
    private Pace? _making;

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepModel Model { get; set; } = null!;

    /// <summary>Which chart.</summary>
    [Parameter, EditorRequired]
    public string Chart { get; set; } = "";

    /// <summary>True for the one chart without the way to others.</summary>
    [Parameter]
    public bool IsAlone { get; set; }

    /// <summary>The parameter across.</summary>
    [SupplyParameterFromQuery(Name = "x")]
    public string? XName { get; set; }

    /// <summary>The parameter upwards.</summary>
    [SupplyParameterFromQuery(Name = "y")]
    public string? YName { get; set; }

    /// <summary>How many of the best trials, in percent.</summary>
    [SupplyParameterFromQuery(Name = "top")]
    public int? Top { get; set; }

    [CascadingParameter]
    private UpdateSignal News { get; set; } = null!;

    [Inject]
    private SweepFeed Feed { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private IEnumerable<(string Kind, string Text)> Kinds => new[]
    {
        ("history", "History"), ("parallel", "Parallel"), ("slice", "Slice"), ("contour", "Contour"), ("importance", "Importance"), ("pareto", "Pareto front"),
        ("distribution", "Distribution"), ("timeline", "Timeline"), ("rungs", "Rungs"),
    }.Where(kind => kind.Item1 != "pareto" || Spec.Objectives.Length > 1);

    private string Title => Chart switch
    {
        "history" => "Optimisation history",
        "parallel" => "Parallel coordinates",
        "slice" => "Slice",
        "contour" => "Contour",
        "pareto" => "Pareto front",
        "distribution" => "Empirical distribution",
        "timeline" => "Timeline of attempts over slots",
        _ => "Rung ladder",
    };

    private bool NeedsHistory => Chart is "timeline" or "rungs";

    private SweepSpec Spec => Model.Sweep.Spec;

    private int Share => Top is > 0 and < 100 and var top ? top : 100;

    private ParameterAxis? X => _axes.FirstOrDefault(axis => axis.Name == XName) ?? _axes.FirstOrDefault();

    private ParameterAxis? Y => _axes.FirstOrDefault(axis => axis.Name == YName) ?? _axes.Skip(1).FirstOrDefault() ?? X;

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening?.Dispose();
        _making?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _making = new Pace(LeastInterval, Time, ShowAsync, DispatchExceptionAsync);
        _listening = News.Listen(UpdateAsync);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _axes = ParameterAxis.Of(Spec);
        if (NeedsHistory)
        {
            Feed.WantHistory(Id);
        }

        var shows = $"{Chart} {X?.Name} {Y?.Name} {Share}";
        if (shows != _viewOf)
        {
            (_viewOf, _selected) = (shows, null);
            Make();
        }
    }

    private Task UpdateAsync()
    {
        if (Chart == "importance")
        {
            return Task.CompletedTask;
        }

        var isNews = Model.Read((trials, _) => trials.Sequence) != _sequence;
        return _view is null ? _making!.DoAsync() : isNews ? _making!.WantAsync() : Task.CompletedTask;
    }

    private Task ShowAsync()
    {
        Make();
        StateHasChanged();
        return Task.CompletedTask;
    }

    private void Make()
    {
        (_points, _sequence) = Model.Read((trials, _) => (TrialPoint.Of(trials), trials.Sequence));
        var top = TrialPoint.Top(_points, Spec.Objectives[0], Share / 100.0);
        _view = Chart switch
        {
            "history" => HistoryChart.Of(Spec, top),
            "parallel" => ParallelChart.Of(Spec, top),
            "slice" when X is { } x => SliceChart.Of(Spec, top, x),
            "contour" when X is { } x && Y is { } y => ContourChart.Of(Spec, top, x, y),
            "pareto" when Spec.Objectives.Length > 1 => ParetoChart.Of(Spec, _points, Spec.Objectives[0], Spec.Objectives[1]),
            "distribution" => DistributionChart.Of(Spec, _points),
            "timeline" => Model.Read((_, history) => history is null ? null : TimelineChart.Of([.. history.Attempts.SelectMany(a => a)], Time.GetUtcNow())),
            "rungs" => Model.Read((_, history) => history is null ? null : RungChart.Of(Spec, history.Rungs)),
            "importance" => null,
            _ => ChartView.Empty("There is nothing to show: no parameter varies, or there is no such chart."),
        };
    }

    private void Open(int trial) => Navigation.NavigateTo(Paths.Trial(Id, trial));

    private void Select(double[][][] ranges) =>
        _selected = ranges.All(axis => axis.Length == 0) ? null : ParallelChart.Selected(Spec, _points, ranges);

    private async Task ClearAsync()
    {
        _selected = null;
        await _plot!.ClearBrushAsync(_axes.Length + 1);
    }

    private double Best(List<TrialPoint> trials) =>
        Spec.Objectives[0].Value(trials.Min(trial => Spec.Objectives[0].Score(trial.Best!.Value)));

    private static double Median(List<TrialPoint> trials)
    {
        var sorted = trials.ConvertAll(trial => trial.Best!.Value);
        sorted.Sort();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private void Go(string name, object? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value as string), replace: true);
}
