using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Controls;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>Up to ten trials of a sweep side by side: their curves in one chart, and in which parameters they differ.</summary>
public sealed partial class ComparePage
{
    private const int Most = 10;

    private SweepModel? _model;
    private ImmutableArray<int> _trials = [];
    private bool _isUnknown;
    private bool _onlyDifferent;
    private string? _lost;

    /// <summary>The sweep's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The trials' numbers, with commas between them.</summary>
    [SupplyParameterFromQuery(Name = "t")]
    public string? Chosen { get; set; }

    [Inject]
    private SweepFeed Feed { get; set; } = null!;

    protected override IAsyncEnumerable<SweepUpdate> WatchAsync(CancellationToken cancellationToken) => Feed.WatchAsync(Id, cancellationToken);

    protected override void Apply(SweepUpdate update)
    {
        switch (update)
        {
            case SweepUpdate.Current current:
                (_model, _lost) = (current.Model, null);
                Choose();
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
    protected override void OnParametersSet() => Choose();

    private void Choose()
    {
        var all = _model?.Read((trials, _) => trials.Rows.Count) ?? 0;
        ImmutableArray<int> chosen =
        [
            .. (Chosen ?? "").Split(',')
                .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
                .Where(number => number >= 0 && number < all)
                .Distinct()
                .Take(Most),
        ];
        _trials = chosen.SequenceEqual(_trials) ? _trials : chosen;
    }

    private List<Line> Lines() => _model!.Read((trials, _) =>
    {
        var rows = _trials.Select(number => trials.Rows[number]).ToList();
        var spec = _model.Sweep.Spec;
        IEnumerable<Line> results =
        [
            new("status", [.. rows.Select(row => Shown.Word(row.Status))]),
            .. spec.Objectives.Select(objective => new Line($"best {objective.Metric}", [.. rows.Select(row => Shown.Number(row.BestMetrics?[objective.Metric]))])),
            new("step", [.. rows.Select(row => $"{row.Step}")]),
        ];
        var parameters = spec.Parameters
            .Select(parameter => new Line(parameter.Name, [.. rows.Select(row => row.Parameters[parameter.Name]?.ToString() ?? "–")]))
            .Where(line => line.Differs || !_onlyDifferent);
        return results.Concat(parameters).ToList();
    });

    private sealed record Line(string Name, string[] Values)
    {
        public bool Differs => Values.Distinct().Count() > 1;
    }
}
