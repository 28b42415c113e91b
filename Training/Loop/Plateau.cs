namespace SweepCluster.Training.Loop;

/// <summary>How long the validation loss has not improved.</summary>
/// <param name="Best">The lowest loss so far; null before the first epoch.</param>
/// <param name="Waited">Epochs since.</param>
internal sealed record Plateau(double? Best, int Waited);
