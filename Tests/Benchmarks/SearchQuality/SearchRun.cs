using System.Text.Json.Serialization;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>One search of one problem from its first trial to its last, as a line of JSON.</summary>
/// <param name="Problem">The problem's name.</param>
/// <param name="Sampler">What chose the points.</param>
/// <param name="Seed">The search's seed.</param>
/// <param name="Workers">How many trials ran at once.</param>
/// <param name="At">By number of trials, the best value so far, or the hypervolume where there are several objectives.</param>
/// <param name="Repeats">How many points were tried again.</param>
/// <param name="SuggestSeconds">How long all suggestions took.</param>
internal sealed record SearchRun(
    [property: JsonPropertyName("problem")] string Problem,
    [property: JsonPropertyName("sampler")] string Sampler,
    [property: JsonPropertyName("seed")] long Seed,
    [property: JsonPropertyName("workers")] int Workers,
    [property: JsonPropertyName("at")] IReadOnlyDictionary<int, double> At,
    [property: JsonPropertyName("dup")] int Repeats,
    [property: JsonPropertyName("suggest_s")] double SuggestSeconds)
{
    /// <summary>The version of Optuna that made it; null for our own.</summary>
    [JsonPropertyName("optuna")]
    public string? Optuna { get; init; }
}
