using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Models;

namespace SweepCluster.Training.Export;

/// <summary>
/// Which tensors of a checkpoint are the model: the moving averages where the trainer kept any, as <c>ema.NAME</c> beside <c>NAME</c>,
/// else the trained ones. The only place that decides it.
/// </summary>
internal static class EvaluationWeights
{
    private const string AveragePrefix = "ema.";

    /// <summary>True when the checkpoint holds moving averages.</summary>
    public static bool AreAverages(Checkpoint checkpoint) =>
        checkpoint.Header.Tensors.Any(tensor => tensor.Name.StartsWith(AveragePrefix, StringComparison.Ordinal));

    /// <summary>Fills a network with what a checkpoint is evaluated and exported by.</summary>
    /// <exception cref="CheckpointException">The checkpoint belongs to another network.</exception>
    public static void Load(Checkpoint checkpoint, Network network)
    {
        var names = checkpoint.Header.Tensors.Select(tensor => tensor.Name).ToHashSet();
        checkpoint.CopyTo(network.State.ToDictionary(entry => NameIn(names, entry.Key), entry => entry.Value));
    }

    /// <summary>A tensor without an average, such as a norm's moving statistics, is taken as it is.</summary>
    private static string NameIn(HashSet<string> names, string name) =>
        names.Contains(AveragePrefix + name) ? AveragePrefix + name : name;
}
