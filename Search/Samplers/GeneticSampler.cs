using SweepCluster.Search.Evolution;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>NSGA-II (Deb et al. 2002) for several objectives, without generations that wait; random draws until the first one.</summary>
/// <param name="space">The space.</param>
/// <param name="population">The population's size, at least 2.</param>
internal sealed class GeneticSampler(SearchSpace space, int population) : ISampler
{
    /// <summary>How many children are drawn before the prior has its say, which knows no region that constraints forbid.</summary>
    private const int MostDraws = 200;

    /// <summary>How many of them may be points that were tried, which crossover alone makes often.</summary>
    private const int MostRepeats = 16;

    private readonly HistoryFold<GeneticPopulation> _population =
        new(() => new GeneticPopulation(space, population), (members, entry) => members.Apply(entry));

    /// <inheritdoc/>
    public string Name => "nsga2";

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random)
    {
        var members = _population.At(history);
        return history.IsExhausted ? []
            : members.Generation == 0 ? PriorSampler.Draw(history, random).Select(point => new Suggestion(point, "nsga2: start-up"))
            : SuggestChildren(members, history, random);
    }

    private static IEnumerable<Suggestion> SuggestChildren(GeneticPopulation members, SearchHistory history, TrialRandom random)
    {
        for (int round = 0, repeats = 0; round < MostDraws && repeats < MostRepeats; round++)
        {
            var point = members.Draw(random, round);
            if (history.WasTried(point))
            {
                repeats++;
            }
            else
            {
                yield return new Suggestion(point, $"nsga2: generation {members.Generation}");
            }
        }

        foreach (var point in PriorSampler.Draw(history, random))
        {
            yield return new Suggestion(point, "nsga2: a random point, for the children were tried or are forbidden");
        }
    }
}
