namespace SweepCluster.Training.Export;

/// <summary>What <c>sweep-trainer evaluate --model</c> prints.</summary>
/// <param name="Recorded">What the trial reported on the validation images.</param>
/// <param name="Recomputed">What the exported model reaches on the same images.</param>
/// <param name="AccuracyIsEqual">True when the accuracies agree exactly.</param>
/// <param name="LossIsEqual">True when the losses agree to the last bit, as they do on the same machine with as many threads.</param>
/// <param name="Test">What it reaches on the test images; null when there are none.</param>
internal sealed record ModelEvaluationResult(
    ModelScore Recorded, ModelScore Recomputed, bool AccuracyIsEqual, bool LossIsEqual, ModelTestScore? Test);

/// <summary>Accuracy and mean loss on the test images.</summary>
internal sealed record ModelTestScore(double Accuracy, double Loss, int Images);
