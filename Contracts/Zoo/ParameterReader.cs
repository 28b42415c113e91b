using System.Text.Json;

namespace SweepCluster.Contracts.Zoo;

/// <summary>Reads a parameter set by the catalogue: unknown names and values out of range are refused, missing ones take the default.</summary>
public sealed class ParameterReader
{
    private readonly Dictionary<string, JsonElement> _values;

    /// <exception cref="InfeasibleException">The parameter set is no object or has a name that the catalogue lacks.</exception>
    public ParameterReader(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
        {
            throw new InfeasibleException($"The parameter set was {parameters.ValueKind}; it must be a JSON object of names and values.");
        }

        _values = parameters.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        var unknown = _values.Keys.FirstOrDefault(name => HyperparameterCatalog.Find(name) is null);
        if (unknown is not null)
        {
            throw new InfeasibleException(
                $"The trainer knows no parameter '{unknown}'; it knows {string.Join(", ", HyperparameterCatalog.All.Select(p => p.Name))}.");
        }
    }

    /// <summary>True when the parameter set gives a value.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A whole number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="standard">What the word standard means.</param>
    public int Whole(string name, int? standard = null) => IsStandard(name) && standard is { } known ? known : (int)Number(name);

    /// <summary>A number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="standard">What the word standard means.</param>
    public double Real(string name, double? standard = null) => IsStandard(name) && standard is { } known ? known : Number(name);

    /// <summary>True or false.</summary>
    public bool Flag(string name) => ValueOf(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse(name),
    };

    /// <summary>One of the names that the catalogue lists.</summary>
    public string Choice(string name)
    {
        var value = ValueOf(name);
        return value.ValueKind == JsonValueKind.String && Entry(name).Allows(value.GetString()!) ? value.GetString()! : throw Refuse(name);
    }

    /// <summary>A choice whose names are those of an enum, in lower case with underscores between words.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    public T Choice<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(Choice(name).Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>A list of whole numbers.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="standard">What the word standard means.</param>
    public IReadOnlyList<int> Wholes(string name, string? standard = null) => [.. Reals(name, standard).Select(number => (int)number)];

    /// <summary>A list of numbers.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="standard">What the word standard means.</param>
    public IReadOnlyList<double> Reals(string name, string? standard = null)
    {
        var value = ValueOf(name);
        if (IsStandard(name) && standard is not null)
        {
            return NumberList.Parse(standard)!;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number when Entry(name).Allows(value.GetDouble()) => [value.GetDouble()],
            JsonValueKind.String when Entry(name).Allows(value.GetString()!) => NumberList.Parse(value.GetString()!)!,
            _ => throw Refuse(name),
        };
    }

    /// <summary>The refusal of a value that the catalogue allows and the net at hand does not.</summary>
    public InfeasibleException Refuse(string name, string? allowed = null) =>
        new($"The parameter {name} was {ValueOf(name).GetRawText()}; it must be {allowed ?? Entry(name).Allowed}.");

    /// <summary>True when the value is the word <see cref="Hyperparameter.Standard"/>, given or by default.</summary>
    public bool IsStandard(string name) => Entry(name).HasStandard && ValueOf(name) is { ValueKind: JsonValueKind.String } value &&
        value.ValueEquals(Hyperparameter.Standard);

    /// <summary>The value that a parameter takes when none is given.</summary>
    public static JsonElement DefaultOf(Hyperparameter entry) =>
        entry.Kind is HyperparameterKind.Choice or HyperparameterKind.Numbers || entry.HasStandard
            ? JsonSerializer.SerializeToElement(entry.Default)
            : JsonElement.Parse(entry.Default);

    private static Hyperparameter Entry(string name) => HyperparameterCatalog.Find(name)
        ?? throw new InvalidOperationException($"The catalogue has no hyperparameter '{name}'.");

    private double Number(string name)
    {
        var value = ValueOf(name);
        return value.ValueKind == JsonValueKind.Number && Entry(name).Allows(value.GetDouble()) ? value.GetDouble() : throw Refuse(name);
    }

    private JsonElement ValueOf(string name) => _values.TryGetValue(name, out var value) ? value : DefaultOf(Entry(name));
}
