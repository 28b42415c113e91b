namespace SweepCluster.Contracts.Zoo;

/// <summary>What values a hyperparameter of the built-in trainer takes.</summary>
public enum HyperparameterKind
{
    /// <summary>A whole number within a range.</summary>
    WholeNumber,

    /// <summary>A real number within a range.</summary>
    RealNumber,

    /// <summary>One of some names.</summary>
    Choice,

    /// <summary>A list of numbers, written as one number or as text with hyphens between them: <c>16-32</c>; <c>none</c> is the empty list.</summary>
    Numbers,

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>One hyperparameter that the built-in trainer understands. Compiled into both the sweep file's reader and the trainer.</summary>
/// <param name="Name">Its name in a sweep file.</param>
/// <param name="Kind">What values it takes.</param>
/// <param name="Summary">One sentence for people, with its unit where it has one.</param>
public sealed record Hyperparameter(string Name, HyperparameterKind Kind, string Summary)
{
    /// <summary>The word for what the family's paper has at the image's size, where <see cref="Default"/> is that word.</summary>
    public const string Standard = "standard";

    /// <summary>The model family it belongs to; null for a setting of the training itself.</summary>
    public string? Family { get; init; }

    /// <summary>The least value of a number.</summary>
    public double Min { get; init; }

    /// <summary>The greatest value of a number.</summary>
    public double Max { get; init; }

    /// <summary>The least length of a list.</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>The greatest length of a list.</summary>
    public int MaxCount { get; init; } = 1;

    /// <summary>True when the entries of a list are whole.</summary>
    public bool WholeEntries { get; init; } = true;

    /// <summary>The names of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The value when a sweep file does not give one, as it would be written there.</summary>
    public required string Default { get; init; }

    /// <summary>The allowed values in words, such as <c>a whole number from 8 to 56</c>.</summary>
    public string Allowed => HasStandard && Kind != HyperparameterKind.Choice ? $"{Standard} or {Values}" : Values;

    /// <summary>True when the word <see cref="Standard"/> is a value.</summary>
    public bool HasStandard => Default == Standard;

    private string Values => Kind switch
    {
        HyperparameterKind.WholeNumber => FormattableString.Invariant($"a whole number from {Min} to {Max}"),
        HyperparameterKind.RealNumber => FormattableString.Invariant($"a number from {Min} to {Max}"),
        HyperparameterKind.Flag => "true or false",
        HyperparameterKind.Numbers => FormattableString.Invariant(
            $"{Counts} {(WholeEntries ? "whole numbers" : "numbers")} from {Min} to {Max} with hyphens between them"),
        _ => "one of " + string.Join(", ", Choices),
    };

    private string Counts => MinCount switch
    {
        0 => FormattableString.Invariant($"none or up to {MaxCount}"),
        _ when MinCount == MaxCount => FormattableString.Invariant($"{MaxCount}"),
        _ => FormattableString.Invariant($"{MinCount} to {MaxCount}"),
    };

    /// <summary>True when the number is allowed.</summary>
    public bool Allows(double number) => number >= Min && number <= Max && Kind switch
    {
        HyperparameterKind.WholeNumber => IsWhole(number),
        HyperparameterKind.RealNumber => true,
        HyperparameterKind.Numbers => MinCount <= 1 && (!WholeEntries || IsWhole(number)),
        _ => false,
    };

    /// <summary>True when the text is allowed.</summary>
    public bool Allows(string text) => (HasStandard && text == Standard) || Kind switch
    {
        HyperparameterKind.Choice => Choices.Contains(text, StringComparer.Ordinal),
        HyperparameterKind.Numbers => NumberList.Parse(text) is { } list && list.Count >= MinCount && list.Count <= MaxCount &&
            list.All(entry => entry >= Min && entry <= Max && (!WholeEntries || IsWhole(entry))),
        _ => false,
    };

    private static bool IsWhole(double number) => Math.Floor(number).Equals(number);
}
