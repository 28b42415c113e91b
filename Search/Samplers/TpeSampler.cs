using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra et al. 2011), each parameter for itself, by the rules of Optuna 5. A conditional
/// parameter is modelled by the trials that have it.
/// </summary>
/// <param name="startupTrials">How many trials must have finished before the model is trusted.</param>
/// <param name="candidates">How many candidates are drawn for each parameter.</param>
internal sealed class TpeSampler(int startupTrials, int candidates) : ISampler
{
    /// <summary>How many repeated points of a finite space are drawn before untried points are compared.</summary>
    private const int MostRepeats = 4;

    /// <summary>How many points are drawn from the model before the prior has its say, which knows no region that constraints forbid.</summary>
    private const int MostDraws = 200;

    /// <summary>
    /// How many of them are the best of several candidates. Those lie close together, so when constraints forbid them, single draws from
    /// the good trials' density are both likelier to be allowed and far cheaper.
    /// </summary>
    private const int BestDraws = 8;

    /// <inheritdoc/>
    public string Name => "tpe";

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random) =>
        history.IsExhausted ? []
        : history.FinishedCount < startupTrials
            ? PriorSampler.Draw(history, random).Select(point => new Suggestion(point, "tpe: start-up"))
            : SuggestByModel(history, random);

    /// <summary>How many of n results count as good: γ(n) = min(⌈n/10⌉, 25).</summary>
    public static int GoodCount(int results) => Math.Min((results + 9) / 10, 25);

    private static bool[] Split(SearchHistory history)
    {
        var isGood = new bool[history.TrialCount];
        foreach (var result in history.MostPromising(GoodCount(history.ResultCount)))
        {
            isGood[result.Number] = true;
        }

        return isGood;
    }

    private IEnumerable<Suggestion> SuggestByModel(SearchHistory history, TrialRandom random)
    {
        var isGood = Split(history);
        var model = new TpeModel(history, isGood);
        var described = $"{isGood.Count(good => good)} good of {history.FinishedCount}";
        return DrawUntried(model, history, random).Select(point => new Suggestion(point, $"tpe: model, {described}"))
            .Concat(CompareUntried(model, history, random)
                .Select(point => new Suggestion(point, $"tpe: model over untried points, {described}")))
            .Concat(DrawWithoutModel(history, random));
    }

    private IEnumerable<ParameterSet> DrawUntried(TpeModel model, SearchHistory history, TrialRandom random)
    {
        for (int round = 0, repeats = 0; round < MostDraws && repeats < MostRepeats; round++)
        {
            var point = model.Draw(random, round, round < BestDraws ? candidates : 1);
            if (history.WouldRepeat(point))
            {
                repeats++;
            }
            else
            {
                yield return point;
            }
        }
    }

    /// <summary>The untried points of a finite space, so many at a time and of these the best first.</summary>
    private IEnumerable<ParameterSet> CompareUntried(TpeModel model, SearchHistory history, TrialRandom random)
    {
        foreach (var some in UntriedPoints.Of(history, random).Chunk(candidates))
        {
            for (var left = some.ToList(); left.Count > 0;)
            {
                var best = model.BestOf(left);
                left.Remove(best);
                yield return best;
            }
        }
    }

    /// <summary>Prior draws for an infinite space, whose untried points cannot be gone through.</summary>
    private static IEnumerable<Suggestion> DrawWithoutModel(SearchHistory history, TrialRandom random) => history.Space.PointCount is null
        ? PriorSampler.Draw(history, random).Select(point => new Suggestion(point, "tpe: prior, for the model's draws were forbidden"))
        : [];
}
