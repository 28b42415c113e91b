using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Events;
using SweepCluster.Dashboard.Charts;
using SweepCluster.Dashboard.Controls;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>One trial: what was chosen, what it reported, where it ran and why it was stopped.</summary>
public sealed partial class TrialPage
{
    private SweepModel? _model;
    private TrialRow? _trial;
    private int _all;
    private ImmutableArray<int> _own = [];
    private List<AttemptRecord>? _attempts;
    private List<RungMark> _marks = [];
    private List<CheckpointSaved> _checkpoints = [];
    private List<AttemptReported>? _reports;
    private bool _isStopping;
    private bool _isUnknown;
    private string? _lost;

    /// <summary>The sweep's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The trial's number.</summary>
    [Parameter]
    public int Number { get; set; }

    [Inject]
    private SweepFeed Feed { get; set; } = null!;

    [Inject]
    private SweepClient Client { get; set; } = null!;

    private int? Best => _model?.Sweep.Incumbent?.Number;

    protected override IAsyncEnumerable<SweepUpdate> WatchAsync(CancellationToken cancellationToken)
    {
        Feed.WantHistory(Id);
        return Feed.WatchAsync(Id, cancellationToken);
    }

    protected override void Apply(SweepUpdate update)
    {
        switch (update)
        {
            case SweepUpdate.Current current:
                (_model, _lost) = (current.Model, null);
                Read();
                break;
            case SweepUpdate.Unknown:
                _isUnknown = true;
                break;
            case SweepUpdate.Lost lost:
                _lost = $"The sweep cannot be reached at the moment: {lost.Reason}";
                break;
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_own is not [var shown] || shown != Number)
        {
            (_own, _isStopping) = ([Number], false);
        }

        Read();
    }

    private void Read()
    {
        _model?.Read((trials, history) =>
        {
            _all = trials.Rows.Count;
            _trial = Number < _all ? trials.Rows[Number] : null;
            _attempts = history is null ? null : [.. history.AttemptsOf(Number)];
            _reports = history is null ? null : [.. history.ReportsOf(Number)];
            _checkpoints = history is null ? [] : [.. history.CheckpointsOf(Number)];
            _marks = history is null ? [] : [.. history.Rungs.Where(mark => mark.Trial == Number)];
            return 0;
        });
    }

    private async Task StopAsync()
    {
        await Client.Sweep(Id).StopTrial(Number);
        _isStopping = true;
    }

    private DataTable ReportTable()
    {
        var metrics = _reports!.SelectMany(report => report.Metrics.Values.Select(metric => metric.Name)).Distinct().ToList();
        return new DataTable(
            ["attempt", "step", .. metrics, "seconds"],
            [.. _reports!.Select(report => (string[])
            [
                report.Attempt.ToString(CultureInfo.InvariantCulture),
                report.Step.ToString(CultureInfo.InvariantCulture),
                .. metrics.Select(metric => Shown.Number(report.Metrics[metric])),
                Shown.Number(report.StepSeconds),
            ])]);
    }
}
