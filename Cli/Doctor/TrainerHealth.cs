using System.Text.Json;

namespace SweepCluster.Cli.Doctor;

/// <summary>What the trainer's self-test came to.</summary>
/// <param name="Path">The trainer's executable; null when it was not found.</param>
/// <param name="Report">What the self-test found; null when it did not end well.</param>
/// <param name="Trouble">What went wrong; null when nothing did.</param>
internal sealed record TrainerHealth(string? Path, JsonElement? Report, string? Trouble);
