using SweepCluster.Contracts.Constraints;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Search.Engine;

/// <summary>
/// The one place where a sampler's suggestions meet the sweep's constraints: the first that they allow is chosen, whatever the sampler.
/// </summary>
/// <param name="Chosen">The suggestion; null when none of those looked at is allowed.</param>
/// <param name="Rejected">Those before it, by what forbids them.</param>
/// <param name="Version">The version of the history that it is about.</param>
internal sealed record Screening(Suggestion? Chosen, NetCensus Rejected, int Version)
{
    /// <summary>A search for something allowed is given up after so many, so that a question never takes more than some seconds.</summary>
    private const int MostRejected = 250_000;

    /// <summary>Asks the sampler for the next trial.</summary>
    public static Screening Of(ISampler sampler, SearchHistory history, TrialRandom random)
    {
        var rejected = new NetCensus();
        foreach (var suggestion in sampler.Suggest(history, random).Take(MostRejected))
        {
            if (history.Violation(suggestion.Parameters) is not { } violation)
            {
                return new Screening(suggestion, rejected, history.Version);
            }

            rejected.Add(violation);
        }

        return new Screening(null, rejected, history.Version);
    }
}
