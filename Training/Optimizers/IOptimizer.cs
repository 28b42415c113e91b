using static TorchSharp.torch;

namespace SweepCluster.Training.Optimizers;

/// <summary>Turns gradients into new weights.</summary>
internal interface IOptimizer : IDisposable
{
    /// <summary>The tensors that, besides the weights, decide the next update; by unique name.</summary>
    IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>
    /// Updates every weight in place from its gradient. Called without gradient recording, in a dispose scope.
    /// </summary>
    /// <param name="learningRate">The learning rate of this update.</param>
    /// <param name="update">The number of updates made before this one.</param>
    void Update(double learningRate, long update);
}
