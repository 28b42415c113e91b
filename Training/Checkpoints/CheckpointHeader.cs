using System.Text.Json;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Loop;

namespace SweepCluster.Training.Checkpoints;

/// <summary>What a checkpoint says about itself, in JSON at the beginning of the file.</summary>
/// <param name="Trial">The trial's id.</param>
/// <param name="Attempt">The attempt that wrote it.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="Step">The step after which it was written.</param>
/// <param name="Updates">The optimiser's updates made so far, which is the schedule's position.</param>
/// <param name="Parameters">The trial's parameter set.</param>
/// <param name="Task">What was trained.</param>
/// <param name="Metrics">The metrics of that step.</param>
/// <param name="Tensors">The tensors that follow, in this order.</param>
/// <param name="Plateau">How long the validation loss has not improved; null in files of older versions.</param>
internal sealed record CheckpointHeader(
    string Trial,
    int Attempt,
    long Seed,
    int Step,
    long Updates,
    JsonElement Parameters,
    TaskMessage Task,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyList<TensorEntry> Tensors,
    Plateau? Plateau = null)
{
    /// <summary>How many threads computed it; 1 where an older program did not say.</summary>
    public int Threads { get; init; } = 1;
}
