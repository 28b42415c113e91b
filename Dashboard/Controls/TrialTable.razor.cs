using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Trials;
using SweepCluster.Dashboard.Charts;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>All trials, sorted and filtered on the server; only the rows in sight are sent. Filter and order stand in the address.</summary>
public sealed partial class TrialTable
{
    private const int MostPicked = 10;

    private readonly SortedSet<int> _picked = [];
    private ImmutableArray<TrialColumn> _all = [];
    private ImmutableArray<TrialColumn> _columns = [];
    private List<TrialRow> _rows = [];
    private int _count;
    private SweepSpec? _columnsOf;
    private string? _problem;
    private (string? Where, string Order)? _shows;
    private TrialFilter _filter = TrialFilter.All;
    private TrialOrder? _order;
    private Virtualize<TrialLine>? _view;

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepModel Model { get; set; } = null!;

    /// <summary>Called with the table as a file.</summary>
    [Parameter, EditorRequired]
    public EventCallback<SavedText> OnSave { get; set; }

    /// <summary>What trials must satisfy.</summary>
    [SupplyParameterFromQuery(Name = "where")]
    public string? Where { get; set; }

    /// <summary>The column to sort by, after a minus for the greatest first.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>The columns to show, with commas between them; null for the usual ones.</summary>
    [SupplyParameterFromQuery(Name = "cols")]
    public string? Columns { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private SweepSpec Spec => Model.Sweep.Spec;

    private string Order => Sort ?? "rank";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(_columnsOf, Spec))
        {
            (_columnsOf, _all) = (Spec, TrialColumn.Of(Spec));
        }

        _columns = TrialColumn.Choose(_all, Columns);
        (_rows, _count) = Model.Read((trials, _) =>
        {
            Read(trials.Rows);
            return (_order?.Sort(trials.Rows.Where(_filter.Holds)) ?? [.. trials.Rows.Where(_filter.Holds)], trials.Rows.Count);
        });
        if (_view is not null)
        {
            await _view.RefreshDataAsync();
        }
    }

    private void Read(IReadOnlyList<TrialRow> rows)
    {
        if (_shows == (Where, Order))
        {
            return;
        }

        _shows = (Where, Order);
        var fields = new TrialFields(Spec, rows);
        try
        {
            _order = TrialOrder.Parse(Order, fields);
            _filter = TrialFilter.Parse(Where, fields);
            _problem = null;
        }
        catch (FormatException exception)
        {
            // The rows stay those of the last filter that could be read.
            _problem = exception.Message;
        }
    }

    private ValueTask<ItemsProviderResult<TrialLine>> ProvideAsync(ItemsProviderRequest request)
    {
        var lines = Model.Read((_, _) =>
            _rows.Skip(request.StartIndex).Take(request.Count).Select(row => TrialLine.Of(row, _columns)).ToList());
        return new(new ItemsProviderResult<TrialLine>(lines, _rows.Count));
    }

    private void Toggle(TrialColumn column) =>
        Go("cols", TrialColumn.Keys(_all, _columns.Contains(column) ? _columns.Remove(column) : _columns.Add(column)));

    private static string? Class(TrialColumn column) => column.IsLong ? "reason" : column.IsNumber ? "number" : null;

    private void Pick(int trial)
    {
        if (!_picked.Remove(trial))
        {
            _picked.Add(trial);
        }
    }

    private Task SaveCsvAsync()
    {
        var table = Model.Read((_, _) => new DataTable(
            ["trial", "rank", "status", .. Spec.Objectives.Select(objective => objective.Metric), "step", .. Spec.Parameters.Select(parameter => parameter.Name), "busy_seconds", "reason", "note", "pinned"],
            [.. _rows.Select(row => (string[])
            [
                $"{row.Number}", $"{row.Rank}", Shown.Word(row.Status),
                .. Spec.Objectives.Select(objective => Shown.Exact(row.BestMetrics?[objective.Metric])),
                $"{row.Step}", .. Spec.Parameters.Select(parameter => row.Parameters[parameter.Name]?.ToString() ?? ""),
                Shown.Exact(row.StepSeconds), row.Reason ?? "", row.Note ?? "", row.IsPinned ? "true" : "false",
            ])]));
        return OnSave.InvokeAsync(SavedText.Csv($"{Id}-trials", table));
    }

    private void Go(string name, object? value)
    {
        var text = value as string is { Length: > 0 } given ? given : null;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, text), replace: true);
    }
}
