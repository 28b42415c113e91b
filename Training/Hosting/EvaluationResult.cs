using System.Text.Json.Serialization;

namespace SweepCluster.Training.Hosting;

/// <summary>What <c>sweep-trainer evaluate</c> prints.</summary>
internal sealed record EvaluationResult(
    [property: JsonPropertyName("test_accuracy")] double TestAccuracy,
    [property: JsonPropertyName("test_loss")] double TestLoss,
    [property: JsonPropertyName("images")] int Images);
