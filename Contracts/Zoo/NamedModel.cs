using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo;

/// <summary>A network as a person names it: a family or a preset, and values of hyperparameters.</summary>
/// <param name="Name">The family's or the preset's name.</param>
/// <param name="Family">The family.</param>
/// <param name="Settings">The values, by hyperparameter, as they are written in a sweep file.</param>
public sealed record NamedModel(string Name, string Family, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The preset of that name, or the family; null when there is neither.</summary>
    public static NamedModel? Find(string name) => ModelPreset.All.FirstOrDefault(preset => preset.Name == name) is { } preset
        ? new NamedModel(name, preset.Family, preset.Settings)
        : HyperparameterCatalog.Families.Contains(name) ? new NamedModel(name, name, new Dictionary<string, string>()) : null;

    /// <summary>The same network with one value changed.</summary>
    public NamedModel With(string key, string value) => this with { Settings = new Dictionary<string, string>(Settings) { [key] = value } };

    /// <summary>The hyperparameters that shape the network: those of every family, then the family's own.</summary>
    public IEnumerable<Hyperparameter> Hyperparameters => HyperparameterCatalog.All
        .Where(entry => entry.Family == Family || ModelHyperparameters.Shared.Contains(entry.Name));

    /// <summary>The network, laid out for images of that shape.</summary>
    /// <exception cref="InfeasibleException">A value is not allowed, or a layer does not fit.</exception>
    public NetDefinition Define(FeatureShape image, int classes) => ModelZoo.Define(Reader(), image, classes);

    /// <summary>The architecture without its layers, which is there even when they do not fit.</summary>
    /// <exception cref="InfeasibleException">A value is not allowed.</exception>
    public IArchitecture Read(FeatureShape image) => ModelZoo.Read(Reader(), image);

    private ParameterReader Reader()
    {
        var parameters = new JsonObject { ["model"] = Family };
        foreach (var (key, value) in Settings)
        {
            parameters[key] = ValueOf(HyperparameterCatalog.Find(key), value);
        }

        return new ParameterReader(JsonSerializer.SerializeToElement(parameters));
    }

    /// <summary>A value as JSON would have it.</summary>
    private static JsonValue ValueOf(Hyperparameter? known, string text) => known?.Kind switch
    {
        HyperparameterKind.Flag when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
        HyperparameterKind.WholeNumber or HyperparameterKind.RealNumber
            when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
