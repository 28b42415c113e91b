using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Trials;

/// <summary>
/// The fields that the trials of a sweep have: <c>number</c>, <c>status</c>, <c>rank</c>, <c>step</c>, <c>attempt</c>, <c>seconds</c>,
/// <c>reason</c>, <c>note</c>, <c>pinned</c>, metrics by their names, and parameters by theirs, with <c>params.</c> before them where a metric or another field has the
/// same name, and wherever one likes.
/// </summary>
public sealed class TrialFields
{
    private const string ParameterPrefix = "params.";

    private readonly Dictionary<string, TrialField> _fields;

    /// <summary>The fields of a sweep's trials.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="trials">The trials, for metrics that are no objectives.</param>
    public TrialFields(SweepSpec spec, IEnumerable<ITrialFacts> trials)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(trials);
        var objectives = spec.Objectives.Select(objective => objective.Metric);
        var reported = trials.SelectMany(trial => trial.Result?.Values.Select(metric => metric.Name) ?? []);
        IReadOnlyList<TrialField> metrics = [.. objectives.Concat(reported).Distinct().Select(TrialField.Metric)];
        IReadOnlyList<TrialField> parameters =
            [.. spec.Parameters.Select(parameter => TrialField.Parameter(ParameterPrefix + parameter.Name, parameter.Name))];
        Columns = [.. TrialField.Fixed, .. parameters, .. metrics];

        // Of fields with the same name the first is meant.
        var bare = spec.Parameters.Select(parameter => TrialField.Parameter(parameter.Name, parameter.Name));
        _fields = TrialField.Fixed.Concat(metrics).Concat(parameters).Concat(bare)
            .DistinctBy(field => field.Name).ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>All fields, each once, in the order of a table.</summary>
    public IReadOnlyList<TrialField> Columns { get; }

    /// <summary>The field of a name.</summary>
    /// <exception cref="FormatException">Trials of this sweep have no such field.</exception>
    public TrialField this[string name] => _fields.GetValueOrDefault(name)
        ?? throw new FormatException($"'{name}' is no field of this sweep's trials; {Nearest.Among(name, _fields.Keys)}.");
}
