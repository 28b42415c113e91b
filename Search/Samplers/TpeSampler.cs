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
    /// <summary>How often a repeated point of a finite space is drawn again before untried points are compared.</summary>
    private const int Rounds = 4;

    /// <inheritdoc/>
    public string Name => "tpe";

    /// <inheritdoc/>
    public Suggestion? Suggest(SearchHistory history, TrialRandom random)
    {
        if (history.IsExhausted)
        {
            return null;
        }

        if (history.FinishedCount < startupTrials)
        {
            return PriorSampler.Draw(history, random) is { } point ? new Suggestion(point, "tpe: start-up") : null;
        }

        var isGood = Split(history);
        var model = new TpeModel(history, isGood);
        var described = $"{isGood.Count(good => good)} good of {history.FinishedCount}";
        return DrawUntried(model, history, random) is { } drawn
            ? new Suggestion(drawn, $"tpe: model, {described}")
            : new Suggestion(
                model.BestOf(UntriedPoints.Of(history, random).Take(candidates)),
                $"tpe: model over untried points, {described}");
    }

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

    private ParameterSet? DrawUntried(TpeModel model, SearchHistory history, TrialRandom random)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var point = model.Draw(random, round, candidates);
            if (!history.WouldRepeat(point))
            {
                return point;
            }
        }

        return null;
    }
}
