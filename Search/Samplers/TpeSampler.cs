using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra et al. 2011) with joint kernels (Falkner et al. 2018), by the rules of Optuna 5 where
/// parameters are unconditional. Of a conditional space, each branch is searched for itself, see <see cref="TpeBranches"/>. With several
/// objectives every parameter is searched for itself, which keeps points apart along the front.
/// </summary>
/// <param name="startupTrials">How many trials must have finished before the model is trusted.</param>
/// <param name="candidates">How many candidates are drawn for a suggestion.</param>
/// <param name="isJoint">True to look at all parameters together.</param>
internal sealed class TpeSampler(int startupTrials, int candidates, bool isJoint) : ISampler
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

    /// <summary>
    /// How often a choice is taken from the prior after all: the best of many candidates has seldom a choice that few good trials had, so
    /// without this some choices would not be seen again.
    /// </summary>
    private const double ShareOfPriorChoices = 0.1;

    private HistoryFold<TpeBranches>? _fold;

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

    private IEnumerable<Suggestion> SuggestByModel(SearchHistory history, TrialRandom random)
    {
        _fold ??= new HistoryFold<TpeBranches>(() => new TpeBranches(history.Space, isJoint), (branches, entry) => branches.Apply(entry));
        var branches = _fold.At(history);
        var branch = branches.Choose();
        var good = branches.IsDivided
            ? history.MostPromising(GoodCount(branch.ResultCount), branch.Model.Knows)
            : history.MostPromising(GoodCount(history.ResultCount));
        branch.Model.Split(good.Select(result => result.Number));
        var described = branches.IsDivided
            ? $"{good.Count} good of {branch.ResultCount} in its branch"
            : $"{good.Count} good of {history.FinishedCount}";
        return DrawUntried(branches, branch, history, random).Select(point => new Suggestion(point, $"tpe: model, {described}"))
            .Concat(CompareUntried(branch.Model, history, random)
                .Select(point => new Suggestion(point, $"tpe: model over untried points, {described}")))
            .Concat(DrawWithoutModel(history, random));
    }

    private IEnumerable<ParameterSet> DrawUntried(TpeBranches branches, TpeBranch branch, SearchHistory history, TrialRandom random)
    {
        for (int draw = 0, repeats = 0; draw < MostDraws && repeats < MostRepeats; draw++)
        {
            var first = draw * candidates;
            var rounds = first..(first + (draw < BestDraws ? candidates : 1));
            var point = isJoint
                ? WithPriorChoices(branch.Model.Draw(random, rounds, branch.Given.AsSpan()), branches, history.Space, random, draw)
                : branch.Model.DrawApart(random, rounds);
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

    /// <summary>The point with some choices, and what hangs on them, drawn from the prior.</summary>
    private static ParameterSet WithPriorChoices(
        ParameterSet point, TpeBranches branches, SearchSpace space, TrialRandom random, int draw) => space.Choose(dimension =>
    {
        var stream = random.Stream(DrawPurpose.Prior, draw, dimension.Position);
        var isRedrawn = dimension.Domain is ChoiceDomain { IsSingle: false } && !branches.Decides(dimension)
            && stream.NextDouble() < ShareOfPriorChoices;
        return !isRedrawn && point[dimension.Name] is { } value ? value : dimension.Domain.Decode(stream.NextDouble());
    });

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
