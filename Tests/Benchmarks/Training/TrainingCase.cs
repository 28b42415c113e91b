using TorchSharp;

namespace SweepCluster.Benchmarks.Training;

/// <summary>A network, once as a parameter set of the trainer and once as TorchSharp modules.</summary>
internal sealed record TrainingCase(
    string Name, string Parameters, Func<torch.nn.Module<torch.Tensor, torch.Tensor>> BuildBare, int Images, int BatchSize)
{
    /// <summary>The height and width of the images, in pixels.</summary>
    public int Side { get; init; } = 28;
}
