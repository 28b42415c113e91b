using SweepCluster.Search.Evolution;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Quasirandom;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// DEHB (Awad et al. 2021, "DEHB: Evolutionary Hyperband for Scalable, Robust and Efficient Hyperparameter Optimization"), asynchronous:
/// differential evolution at every rung, with parents from the rung below. Which trials go on is up to the rule that ends trials early. The
/// lowest population begins with a Sobol sequence; the others fill with the trials that come there, as in the paper's first iteration.
/// </summary>
internal sealed class DehbSampler : ISampler
{
    /// <summary>How many points are drawn before the prior has its say, which knows no region that constraints forbid.</summary>
    private const int MostDraws = 200;

    /// <summary>How many of them may be points that were tried.</summary>
    private const int MostRepeats = 16;

    private readonly Func<int, int> _rungOf;
    private readonly QuasirandomSampler _startUp;
    private readonly HistoryFold<DehbPopulations> _populations;

    /// <param name="space">The space.</param>
    /// <param name="population">How many members each population has, at least 4.</param>
    /// <param name="ladder">The rungs; null for none, which leaves one population.</param>
    /// <param name="seed">The sweep's seed.</param>
    public DehbSampler(SearchSpace space, int population, RungLadder? ladder, long seed)
    {
        _rungOf = ladder is { } rungs ? new HyperbandBrackets(rungs).BracketOf : _ => 0;
        _startUp = new QuasirandomSampler("dehb: start-up, sobol", space, new SobolSequence(seed));
        _populations = new HistoryFold<DehbPopulations>(
            () => new DehbPopulations(space, population, ladder?.Count ?? 0, _rungOf), (populations, entry) => populations.Apply(entry));
    }

    /// <inheritdoc/>
    public string Name => "dehb";

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random)
    {
        var populations = _populations.At(history);
        return history.IsExhausted ? []
            : populations.IsComplete ? SuggestChildren(populations, history, random)
            : _startUp.Suggest(history, random);
    }

    private IEnumerable<Suggestion> SuggestChildren(DehbPopulations populations, SearchHistory history, TrialRandom random)
    {
        var described = $"dehb: for the population of rung {_rungOf(history.TrialCount)}";
        for (int round = 0, repeats = 0; round < MostDraws && repeats < MostRepeats; round++)
        {
            var point = populations.Draw(history.TrialCount, random, round);
            if (history.WasTried(point))
            {
                repeats++;
            }
            else
            {
                yield return new Suggestion(point, described);
            }
        }

        foreach (var point in PriorSampler.Draw(history, random))
        {
            yield return new Suggestion(point, described + ", a random point in place of one that was tried or is forbidden");
        }
    }
}
