using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Samplers;

/// <summary>Decides what to try next.</summary>
internal interface ISampler
{
    /// <summary>The sampler's name as it appears in <see cref="Suggestion.Provenance"/>.</summary>
    string Name { get; }

    /// <summary>
    /// Chooses a parameter set for the next trial; null when a finite space has no untried point left. Depends on nothing but its
    /// arguments, and changes nothing.
    /// </summary>
    /// <param name="history">Everything known about earlier trials.</param>
    /// <param name="random">The next trial's random numbers.</param>
    Suggestion? Suggest(SearchHistory history, TrialRandom random);
}
