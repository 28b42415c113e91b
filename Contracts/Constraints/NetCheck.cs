using System.Text.Json;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Constraints;

/// <summary>
/// Decides by arithmetic alone whether a parameter set describes a network that a sweep may train. The answer depends on task,
/// constraints and parameters only. Not safe for concurrent use.
/// </summary>
public sealed class NetCheck
{
    private const string Model = "model";

    /// <summary>The likeliest shape of a folder of images: photographs.</summary>
    private const int GuessedChannels = 3;
    private const int GuessedClasses = 10;

    /// <summary>Answers that are remembered at most; a space with continuous widths would otherwise fill the memory.</summary>
    private const int MostRemembered = 10_000;

    /// <summary>Settings of the networks that change neither a shape nor a cost, so many parameter sets share an answer.</summary>
    private static readonly HashSet<string> Costless = ["init", "norm_momentum", "norm_running_variance"];

    private static readonly Dictionary<string, Hyperparameter> Shaping = HyperparameterCatalog.All
        .Where(entry => entry.Name == Model || entry.Family is not null || entry.Name.StartsWith("norm", StringComparison.Ordinal))
        .Where(entry => !Costless.Contains(entry.Name) && !entry.Name.EndsWith("_dropout", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    private readonly Dictionary<ParameterSet, NetViolation?> _known = [];
    private readonly FeatureShape _image;
    private readonly int _classes;
    private readonly bool _isGuess;
    private readonly NetConstraints _constraints;

    private NetCheck(DatasetTask task, NetConstraints constraints)
    {
        var known = DatasetCatalog.Find(task.Dataset);
        _isGuess = known is null;
        _image = new FeatureShape(known?.Channels ?? GuessedChannels, task.Image, task.Image);
        _classes = known?.Labels.Count ?? GuessedClasses;
        _constraints = constraints;
    }

    /// <summary>The check of a sweep; null when every parameter set may be tried, as for the user's own programs.</summary>
    public static NetCheck? For(TaskSpec task, NetConstraints? constraints) =>
        task is DatasetTask dataset ? new NetCheck(dataset, constraints ?? new NetConstraints()) : null;

    /// <summary>What forbids a parameter set; null when nothing does.</summary>
    public NetViolation? Violation(ParameterSet parameters)
    {
        var shaping = ShapingOf(parameters);
        if (_known.TryGetValue(shaping, out var known))
        {
            return known;
        }

        if (_known.Count == MostRemembered)
        {
            _known.Clear();
        }

        return _known[shaping] = Judge(shaping);
    }

    /// <summary>The values that the network is made from: neither settings of the training nor those of other families.</summary>
    private static ParameterSet ShapingOf(ParameterSet parameters)
    {
        var model = parameters[Model]?.Text ?? Shaping[Model].Default;
        return new ParameterSet([.. parameters.Values.Where(value =>
            Shaping.TryGetValue(value.Name, out var entry) && (entry.Family is null || entry.Family == model))]);
    }

    private NetViolation? Judge(ParameterSet shaping)
    {
        try
        {
            var net = ModelZoo.Define(
                new ParameterReader(JsonSerializer.SerializeToElement(shaping, SweepJson.Options)), _image, _classes);
            return Judge("parameters", net.Parameters, _constraints.Parameters) ?? Judge("macs", net.Macs, _constraints.Macs);
        }
        catch (InfeasibleException problem)
        {
            // Of a data set that is not known by name only the trainer can say whether a network fits.
            return _isGuess ? null : new UnfitNet(_image.Height, problem.Message);
        }
    }

    private static CostViolation? Judge(string quantity, long cost, CostBounds? bounds) =>
        cost > bounds?.Max ? new CostViolation(quantity, cost, bounds.Max.Value)
        : cost < bounds?.Min ? new CostViolation(quantity, cost, bounds.Min.Value)
        : null;
}
