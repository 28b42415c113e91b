using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// BOHB (Falkner et al. 2018, "BOHB: Robust and Efficient Hyperparameter Optimization at Scale", algorithm 2). A share ρ of the trials is
/// drawn at random. For the others, of the budgets b on which at least N_min + 2 trials were compared, where N_min is the number of
/// parameters plus one, the greatest is taken; the best 15 % there are good, and of N_s candidates from their density l(x) the one with the
/// greatest l(x)/g(x) is next. Which trials go on is up to the rule that ends trials early: Hyperband, as in the paper, or successive halving.
/// </summary>
/// <remarks>
/// Unlike the paper, densities are those of <see cref="TpeModel"/>, whose kernels need no least number of good trials: good are ⌈0.15 n⌉, not
/// max(N_min, 0.15 n), which for many parameters calls nearly all of few trials good. Trials that run or failed are bad.
/// </remarks>
internal sealed class BohbSampler : ISampler
{
    /// <summary>The share of trials that count as good (q).</summary>
    private const double GoodShare = 0.15;

    /// <summary>How many points are drawn from the model before the prior has its say, which knows no region that constraints forbid.</summary>
    private const int MostDraws = 50;

    /// <summary>How many of them may repeat a point of a finite space.</summary>
    private const int MostRepeats = 4;

    private readonly BohbMethod _method;
    private readonly int _least;
    private readonly HistoryFold<RungModels> _models;

    /// <param name="space">The space.</param>
    /// <param name="rungs">How many rungs there are.</param>
    /// <param name="method">The options.</param>
    public BohbSampler(SearchSpace space, int rungs, BohbMethod method)
    {
        _method = method;
        _least = space.Dimensions.Count(dimension => !dimension.Domain.IsSingle) + 3;
        _models = new HistoryFold<RungModels>(() => new RungModels(space, rungs), (models, entry) => models.Apply(entry));
    }

    /// <inheritdoc/>
    public string Name => "bohb";

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random)
    {
        if (history.IsExhausted)
        {
            return [];
        }

        var highest = _models.At(history).Highest(_least);
        var isRandom = random.Stream(DrawPurpose.Share).NextDouble() < _method.RandomShare;
        return highest is { } found && !isRandom
            ? SuggestByModel(found.Model, $"bohb: rung {found.Rung}", history, random)
            : Draw(history, random, highest is null ? "bohb: start-up" : "bohb: random share");
    }

    private IEnumerable<Suggestion> SuggestByModel(RungModel rung, string name, SearchHistory history, TrialRandom random)
    {
        var good = (int)Math.Ceiling(GoodShare * rung.Count);
        rung.Model.Split(rung.Best(good));
        var provenance = $"{name}, {good} good of {rung.Count}";
        for (int draw = 0, repeats = 0; draw < MostDraws && repeats < MostRepeats; draw++)
        {
            var point = DrawByModel(rung.Model, history.Space, random, draw);
            if (history.WouldRepeat(point))
            {
                repeats++;
            }
            else
            {
                yield return new Suggestion(point, provenance);
            }
        }

        foreach (var suggestion in Draw(history, random, provenance + ", a random point in place of one that was tried or is forbidden"))
        {
            yield return suggestion;
        }
    }

    private ParameterSet DrawByModel(TpeModel model, SearchSpace space, TrialRandom random, int draw)
    {
        double[] free = [.. Enumerable.Repeat(double.NaN, space.Dimensions.Length)];
        return model.Draw(random, (draw * _method.Candidates)..((draw + 1) * _method.Candidates), free);
    }

    private static IEnumerable<Suggestion> Draw(SearchHistory history, TrialRandom random, string provenance) =>
        PriorSampler.Draw(history, random).Select(point => new Suggestion(point, provenance));
}
