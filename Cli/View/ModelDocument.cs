using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Cli.View;

/// <summary>What <c>sweep model NAME</c> tells.</summary>
internal sealed record ModelDocument(
    string Model,
    string Family,
    ImmutableArray<int> Input,
    int Classes,
    IReadOnlyDictionary<string, string> Settings,
    long Parameters,
    long Macs,
    long ActivationElements,
    long BufferElements,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? SmallestSide,
    ImmutableArray<ModelStage> Stages,
    ImmutableArray<ModelHyperparameter> Hyperparameters)
{
    /// <summary>The document of a network.</summary>
    public static ModelDocument Of(NamedModel model, NetDefinition net) => new(
        model.Name,
        model.Family,
        Dimensions(net.Input),
        net.Classes,
        model.Settings,
        net.Parameters,
        net.Macs,
        net.ActivationElements,
        net.BufferElements,
        NetDefinition.SmallestSide(net.Architecture, net.Input.Channels, net.Classes),
        [.. net.Stages.Select(stage => new ModelStage(
            stage.Name, Dimensions(stage.Output), stage.Parameters, stage.Macs, stage.ActivationElements))],
        [.. model.Hyperparameters.Select(entry => ModelHyperparameter.Of(entry, model.Settings))]);

    /// <summary>Every family and preset at its usual size.</summary>
    public static ImmutableArray<ModelEntry> All() =>
    [
        .. HyperparameterCatalog.Families.Select(family => Entry(family, 28)),
        .. ModelPreset.All.Select(preset => Entry(preset.Name, preset.Side)),
    ];

    private static ModelEntry Entry(string name, int side)
    {
        var model = NamedModel.Find(name)!;
        var net = model.Define(new FeatureShape(1, side, side), classes: 10);
        return new ModelEntry(name, model.Family, Dimensions(net.Input), net.Parameters, net.Macs);
    }

    private static ImmutableArray<int> Dimensions(FeatureShape shape) =>
        shape is { Height: 1, Width: 1 } ? [shape.Channels] : [shape.Channels, shape.Height, shape.Width];
}

/// <summary>A line of <c>sweep model</c>.</summary>
internal sealed record ModelEntry(string Model, string Family, ImmutableArray<int> Input, long Parameters, long Macs);

/// <summary>A part of a network.</summary>
internal sealed record ModelStage(string Name, ImmutableArray<int> Output, long Parameters, long Macs, long Activations);

/// <summary>A hyperparameter and its value in the network at hand.</summary>
internal sealed record ModelHyperparameter(
    string Name, HyperparameterKind Kind, string Summary, string Default, string Allowed, double? Min, double? Max, IReadOnlyList<string> Choices, string Value)
{
    /// <summary>The entry of a catalogue's hyperparameter.</summary>
    public static ModelHyperparameter Of(Hyperparameter entry, IReadOnlyDictionary<string, string> settings)
    {
        var hasRange = entry.Kind is not (HyperparameterKind.Choice or HyperparameterKind.Flag);
        return new ModelHyperparameter(
            entry.Name,
            entry.Kind,
            entry.Summary,
            entry.Default,
            entry.Allowed,
            hasRange ? entry.Min : null,
            hasRange ? entry.Max : null,
            entry.Choices,
            settings.GetValueOrDefault(entry.Name, entry.Default));
    }
}

/// <summary>Two networks of equal cost.</summary>
internal sealed record MatchDocument(
    string Budget,
    string Other,
    IReadOnlyDictionary<string, string> OtherSettings,
    long Target,
    string Model,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyDictionary<string, string> Varied,
    long Found,
    double Difference,
    bool IsEqual)
{
    /// <summary>The document of a match.</summary>
    public static MatchDocument Of(NamedModel other, NetDefinition target, BudgetMatch match, IReadOnlyList<string> keys, Budget budget) => new(
        budget == Contracts.Zoo.Budget.Parameters ? "parameters" : "macs",
        other.Name,
        other.Settings,
        BudgetMatch.Of(target, budget),
        match.Model.Name,
        match.Model.Settings,
        keys.Distinct().ToDictionary(key => key, key => match.Model.Settings[key]),
        BudgetMatch.Of(match.Net, budget),
        match.Difference,
        match.IsEqual);
}
