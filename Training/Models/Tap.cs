using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Remembers the features of a training batch for a <see cref="SideHead"/>.</summary>
internal sealed class Tap : ILayer
{
    private Tensor? _features;

    public Tensor Forward(Tensor input, bool training)
    {
        _features = training ? input.alias() : null; // the chain disposes its own handle
        return input;
    }

    /// <summary>The features that passed last; they are handed out once.</summary>
    public Tensor Take()
    {
        var taken = _features ?? throw new InvalidOperationException("No training batch passed since the features were taken.");
        _features = null;
        return taken;
    }
}
