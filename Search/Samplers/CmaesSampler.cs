using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Evolution;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// CMA-ES (Hansen 2016) with margin for levels (Hamano et al. 2022) and restarts (IPOP or BIPOP). Categorical parameters have
/// probabilities of their own that are learned beside it; inactive parameters are drawn and left out. Failed trials rank last.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="method">The first run's population, and what follows it.</param>
/// <param name="seed">The sweep's seed.</param>
internal sealed class CmaesSampler(SearchSpace space, CmaesMethod method, long seed) : ISampler
{
    /// <summary>How many points are drawn before the prior has its say, which knows no region that constraints forbid.</summary>
    private const int MostDraws = 200;

    /// <summary>How many of them may repeat a point of a finite space.</summary>
    private const int MostRepeats = 16;

    private readonly HistoryFold<CmaSearch> _search = new(() => new CmaSearch(space, method, seed), (search, entry) => search.Apply(entry));

    /// <inheritdoc/>
    public string Name => "cmaes";

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random)
    {
        if (history.IsExhausted)
        {
            yield break;
        }

        var search = _search.At(history);
        var described = $"cmaes: run {search.Run.Number}, generation {search.Run.Distribution.Generation}";
        for (int round = 0, repeats = 0; round < MostDraws && repeats < MostRepeats; round++)
        {
            var trial = search.Draw(random, round);
            if (history.WouldRepeat(trial.Point))
            {
                repeats++;
            }
            else
            {
                yield return new Suggestion(trial.Point, described);
            }
        }

        foreach (var point in PriorSampler.Draw(history, random))
        {
            yield return new Suggestion(point, described + ", a random point in place of one that was tried or is forbidden");
        }
    }
}
