namespace SweepCluster.Training.Loop;

/// <summary>Ends a training whose validation loss has not improved for some epochs (Prechelt 1998).</summary>
/// <param name="patience">Epochs without improvement after which training ends; 0 for never.</param>
/// <param name="minDelta">How much lower a loss must be to count as better.</param>
internal sealed class EarlyStopping(int patience, double minDelta)
{
    /// <summary>The best loss and the epochs since; what a checkpoint keeps.</summary>
    public Plateau Plateau { get; set; } = new(null, 0);

    /// <summary>Takes an epoch's validation loss in.</summary>
    public void Observe(double loss) => Plateau = Plateau.Best is { } best && loss >= best - minDelta
        ? Plateau with { Waited = Plateau.Waited + 1 }
        : new Plateau(loss, 0);

    /// <summary>True when training should end.</summary>
    public bool IsReached => patience > 0 && Plateau.Waited >= patience;
}
