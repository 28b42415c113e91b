using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Samplers;

/// <summary>Random search (Bergstra and Bengio 2012).</summary>
internal sealed class RandomSampler : ISampler
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random) =>
        PriorSampler.Draw(history, random).Select(point => new Suggestion(point, Name));
}
