using System.Globalization;
using System.Text.Json;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Trials;

/// <summary>A field of trials by its name. <see cref="TrialFields"/> finds them.</summary>
public sealed class TrialField
{
    private readonly Func<ITrialFacts, object?> _read;
    private readonly Func<ITrialFacts, object?> _order;

    private TrialField(string name, Func<ITrialFacts, object?> read, Func<ITrialFacts, object?>? order = null) =>
        (Name, _read, _order) = (name, read, order ?? read);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The fields that trials have in every sweep.</summary>
    internal static IReadOnlyList<TrialField> Fixed { get; } =
    [
        new("number", trial => (double)trial.Number),
        new("status", trial => JsonNamingPolicy.CamelCase.ConvertName(trial.Status.ToString()), trial => (double)trial.Status),
        new("rank", trial => (double?)trial.Rank),
        new("step", trial => (double)trial.Step),
        new("attempt", trial => (double)trial.Attempt),
        new("seconds", trial => trial.StepSeconds),
        new("reason", trial => trial.Reason),
        new("note", trial => trial.Note),
        new("pinned", trial => trial.IsPinned ? "true" : "false", trial => trial.IsPinned ? 0.0 : 1.0),
    ];

    /// <summary>The trial's value: a number, a text, or null when it has none, or none that is finite.</summary>
    public object? Of(ITrialFacts trial) => _read(trial);

    /// <summary>The trial's value as text; a number in the shortest form that reads back, nothing when it has none.</summary>
    public string Text(ITrialFacts trial) => Of(trial) is { } value ? TextOf(value) : "";

    /// <summary>A value as text; a number in the shortest form that reads back.</summary>
    public static string TextOf(object value) =>
        value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : value.ToString() ?? "";

    /// <summary>What trials are sorted by: a status by where it is in a trial's life, anything else by itself.</summary>
    internal object? OrderOf(ITrialFacts trial) => _order(trial);

    /// <summary>A parameter, under a name that may have <c>params.</c> before its own.</summary>
    internal static TrialField Parameter(string name, string parameter) => new(name, trial => Plain(trial.Parameters[parameter]));

    /// <summary>A metric.</summary>
    internal static TrialField Metric(string name) => new(name, trial => trial.Result?[name] is { } value && double.IsFinite(value) ? value : null);

    private static object? Plain(ParameterValue? value) => value switch
    {
        null => null,
        { IsNumber: true } number => number.Number,
        { } other => other.ToString(),
    };
}
