using System.Text.Json.Serialization;
using SweepCluster.Cli.View;

namespace SweepCluster.Cli.Verbs;

/// <summary>What a trial's network reaches on the test images, as the trainer prints it.</summary>
internal sealed record TestScore(
    [property: JsonPropertyName("test_accuracy")] double Accuracy,
    [property: JsonPropertyName("test_loss")] double Loss,
    [property: JsonPropertyName("images")] int Images)
{
    public override string ToString() =>
        $"test_accuracy {Shown.Metric(Accuracy)}, test_loss {Shown.Metric(Loss)} on {Shown.Count(Images)} images";
}
