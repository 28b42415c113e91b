using System.Globalization;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Values;

/// <summary>What a <see cref="ParameterValue"/> holds.</summary>
[GenerateSerializer]
public enum ParameterValueKind
{
    /// <summary>Text, such as the name of a model.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A finite real number.</summary>
    Real,

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>One chosen value of one parameter: a text, a whole number, a finite real number or a flag.</summary>
[GenerateSerializer, Alias("parameter-value"), Immutable, JsonConverter(typeof(ParameterValueJsonConverter))]
public readonly record struct ParameterValue
{
    private ParameterValue(ParameterValueKind kind, long integer, double real, string? text)
    {
        Kind = kind;
        Integer = integer;
        Real = real;
        Text = text;
    }

    /// <summary>Which of the members below holds the value.</summary>
    [Id(0)]
    public ParameterValueKind Kind { get; }

    /// <summary>The whole number of a <see cref="ParameterValueKind.Integer"/>; 1 or 0 of a <see cref="ParameterValueKind.Flag"/>.</summary>
    [Id(1)]
    public long Integer { get; }

    /// <summary>The number of a <see cref="ParameterValueKind.Real"/>.</summary>
    [Id(2)]
    public double Real { get; }

    /// <summary>The text of a <see cref="ParameterValueKind.Text"/>; null for the other kinds.</summary>
    [Id(3)]
    public string? Text { get; }

    /// <summary>True for a whole or a real number.</summary>
    public bool IsNumber => Kind is ParameterValueKind.Integer or ParameterValueKind.Real;

    /// <summary>The value as a number; flags count as 0 and 1.</summary>
    /// <exception cref="InvalidOperationException">The value is a text.</exception>
    public double Number => Kind switch
    {
        ParameterValueKind.Integer or ParameterValueKind.Flag => Integer,
        ParameterValueKind.Real => Real,
        _ => throw new InvalidOperationException($"'{Text}' is a text, not a number."),
    };

    /// <summary>Wraps a text.</summary>
    public static ParameterValue Of(string text) => new(ParameterValueKind.Text, 0, 0, text);

    /// <summary>Wraps a whole number.</summary>
    public static ParameterValue Of(long value) => new(ParameterValueKind.Integer, value, 0, null);

    /// <summary>Wraps a real number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is NaN or infinite.</exception>
    public static ParameterValue Of(double value) => double.IsFinite(value)
        ? new(ParameterValueKind.Real, 0, value, null)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A parameter's value must be a finite number.");

    /// <summary>Wraps a flag.</summary>
    public static ParameterValue Of(bool value) => new(ParameterValueKind.Flag, value ? 1 : 0, 0, null);

    /// <summary>True when both mean the same: numbers compare by value (1 is 1.0), everything else by kind and content.</summary>
    public bool Matches(ParameterValue other) =>
        IsNumber && other.IsNumber ? Number.Equals(other.Number) : Equals(other);

    /// <summary>The value as it is written in a sweep file: invariant culture, shortest form that reads back.</summary>
    public override string ToString() => Kind switch
    {
        ParameterValueKind.Text => Text!,
        ParameterValueKind.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        ParameterValueKind.Real => Real.ToString("R", CultureInfo.InvariantCulture),
        _ => Integer == 1 ? "true" : "false",
    };
}
