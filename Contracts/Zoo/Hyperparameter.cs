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

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>One hyperparameter that the built-in trainer understands. Compiled into both the sweep file's reader and the trainer.</summary>
/// <param name="Name">Its name in a sweep file.</param>
/// <param name="Kind">What values it takes.</param>
/// <param name="Summary">One sentence for people, with its unit where it has one.</param>
public sealed record Hyperparameter(string Name, HyperparameterKind Kind, string Summary)
{
    /// <summary>The model family it belongs to; null for a setting of the training itself.</summary>
    public string? Family { get; init; }

    /// <summary>The least value of a number.</summary>
    public double Min { get; init; }

    /// <summary>The greatest value of a number.</summary>
    public double Max { get; init; }

    /// <summary>The names of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The value when a sweep file does not give one, as it would be written there.</summary>
    public required string Default { get; init; }

    /// <summary>The allowed values in words, such as <c>a whole number from 8 to 56</c>.</summary>
    public string Allowed => Kind switch
    {
        HyperparameterKind.WholeNumber => FormattableString.Invariant($"a whole number from {Min} to {Max}"),
        HyperparameterKind.RealNumber => FormattableString.Invariant($"a number from {Min} to {Max}"),
        HyperparameterKind.Flag => "true or false",
        _ => "one of " + string.Join(", ", Choices),
    };

    /// <summary>True when the number is allowed.</summary>
    public bool Allows(double number) => number >= Min && number <= Max && Kind switch
    {
        HyperparameterKind.WholeNumber => Math.Floor(number).Equals(number),
        HyperparameterKind.RealNumber => true,
        _ => false,
    };

    /// <summary>True when the name is allowed.</summary>
    public bool Allows(string name) => Kind == HyperparameterKind.Choice && Choices.Contains(name, StringComparer.Ordinal);
}
