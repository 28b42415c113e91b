using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Samplers;

/// <summary>Decides what to try next.</summary>
internal interface ISampler
{
    /// <summary>The sampler's name as it appears in <see cref="Suggestion.Provenance"/>.</summary>
    string Name { get; }

    /// <summary>
    /// Parameter sets for the next trial, the preferred one first, each made when it is asked for: the first that the sweep's
    /// constraints allow becomes the trial. None when a finite space has no untried point left. Depends on nothing but its arguments,
    /// and changes nothing.
    /// </summary>
    /// <param name="history">Everything known about earlier trials.</param>
    /// <param name="random">The next trial's random numbers.</param>
    IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random);

    /// <summary>
    /// The costly part of <see cref="Suggest"/> with the same arguments, as work that any thread can do while the history grows: a later
    /// question about the history as it is now finds it done. Null where asking costs little, or when it was done.
    /// </summary>
    /// <param name="history">Everything known about earlier trials.</param>
    /// <param name="random">The next trial's random numbers.</param>
    Action? Preparation(SearchHistory history, TrialRandom random) => null;
}
