using System.Text.Json;
using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Settings;

/// <summary>Reads a parameter set by the catalogue: unknown names and values out of range are refused, missing ones take the default.</summary>
internal sealed class ParameterReader
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

    public bool Has(string name) => _values.ContainsKey(name);

    public int Whole(string name) => (int)Number(name);

    public double Real(string name) => Number(name);

    public bool Flag(string name) => ValueOf(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse(name),
    };

    public string Choice(string name)
    {
        var value = ValueOf(name);
        return value.ValueKind == JsonValueKind.String && Entry(name).Allows(value.GetString()!) ? value.GetString()! : throw Refuse(name);
    }

    /// <summary>A choice whose names are those of an enum.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(Choice(name), ignoreCase: true);

    private static Hyperparameter Entry(string name) => HyperparameterCatalog.Find(name)
        ?? throw new InvalidOperationException($"The catalogue has no hyperparameter '{name}'.");

    private double Number(string name)
    {
        var value = ValueOf(name);
        return value.ValueKind == JsonValueKind.Number && Entry(name).Allows(value.GetDouble()) ? value.GetDouble() : throw Refuse(name);
    }

    private JsonElement ValueOf(string name) => _values.TryGetValue(name, out var value) ? value : DefaultOf(Entry(name));

    private static JsonElement DefaultOf(Hyperparameter entry) => entry.Kind == HyperparameterKind.Choice
        ? JsonSerializer.SerializeToElement(entry.Default)
        : JsonElement.Parse(entry.Default);

    private InfeasibleException Refuse(string name) =>
        new($"The parameter {name} was {ValueOf(name).GetRawText()}; it must be {Entry(name).Allowed}.");
}
