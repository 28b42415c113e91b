using System.Globalization;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>
/// A field of a trial by name, for filters, orders and tables: <c>number</c>, <c>status</c>, <c>rank</c>, <c>step</c>, <c>attempt</c>,
/// <c>seconds</c>, a parameter as <c>params.NAME</c>, a metric at the trial's best step as <c>NAME</c>.
/// </summary>
internal sealed class TrialField
{
    /// <summary>What a parameter's name begins with.</summary>
    public const string ParameterPrefix = "params.";

    private readonly Func<TrialSnapshot, object?> _read;

    private TrialField(string name, Func<TrialSnapshot, object?> read)
    {
        Name = name;
        _read = read;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The field of a name; a name that is nothing else is a metric's.</summary>
    public static TrialField Of(string name) => name switch
    {
        "number" => new(name, trial => (double)trial.Number),
        "status" => new(name, trial => StatusNames.Name(trial.Status)),
        "rank" => new(name, trial => (double?)trial.Rank),
        "step" => new(name, trial => (double)trial.Step),
        "attempt" => new(name, trial => (double)trial.Attempt),
        "seconds" => new(name, trial => trial.StepSeconds),
        "reason" => new(name, trial => trial.Reason),
        _ when name.StartsWith(ParameterPrefix, StringComparison.Ordinal) => new(name, trial => Plain(trial.Parameters[name[ParameterPrefix.Length..]])),
        _ => new(name, trial => Finite((trial.BestMetrics ?? trial.Metrics)?[name])),
    };

    /// <summary>The trial's value: a number, a text, or null when it has none, or none that is finite.</summary>
    public object? Of(TrialSnapshot trial) => _read(trial);

    /// <summary>The trial's value as text; empty when it has none.</summary>
    public string Text(TrialSnapshot trial) => Of(trial) is { } value ? TextOf(value) : "";

    /// <summary>A value as text; a number in the shortest form that reads back.</summary>
    public static string TextOf(object value) =>
        value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : value.ToString() ?? "";

    private static object? Plain(ParameterValue? value) => value switch
    {
        null => null,
        { IsNumber: true } number => number.Number,
        { } other => other.ToString(),
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
