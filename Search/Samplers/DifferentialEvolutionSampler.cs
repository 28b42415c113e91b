using SweepCluster.Search.Evolution;
using SweepCluster.Search.Quasirandom;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>Differential evolution (Storn and Price 1997), asynchronous, in a population that begins with a Sobol sequence.</summary>
/// <param name="space">The space.</param>
/// <param name="population">The population's size, at least 4.</param>
/// <param name="seed">The sweep's seed.</param>
internal sealed class DifferentialEvolutionSampler(SearchSpace space, int population, long seed) : ISampler
{
    /// <summary>How many points are drawn before the prior has its say, which knows no region that constraints forbid.</summary>
    private const int MostDraws = 200;

    /// <summary>How many of them may be points that were tried: late in a search, members of one kind make the same again and again.</summary>
    private const int MostRepeats = 16;

    private readonly QuasirandomSampler _startUp = new("de: start-up, sobol", space, new SobolSequence(seed));
    private readonly HistoryFold<DifferentialPopulation> _population =
        new(() => new DifferentialPopulation(space, population), (members, entry) => members.Apply(entry));

    /// <inheritdoc/>
    public string Name => "de";

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random)
    {
        var members = _population.At(history);
        return history.IsExhausted ? []
            : members.IsComplete ? SuggestByMembers(members, history, random)
            : _startUp.Suggest(history, random);
    }

    private IEnumerable<Suggestion> SuggestByMembers(DifferentialPopulation members, SearchHistory history, TrialRandom random)
    {
        for (int round = 0, repeats = 0; round < MostDraws && repeats < MostRepeats; round++)
        {
            var point = members.Draw(history.TrialCount, random, round);
            if (history.WasTried(point))
            {
                repeats++;
            }
            else
            {
                yield return new Suggestion(point, $"de: against member {history.TrialCount % population}");
            }
        }

        foreach (var point in PriorSampler.Draw(history, random))
        {
            yield return new Suggestion(point, "de: a random point, for those of the population were tried or are forbidden");
        }
    }
}
