using System.Globalization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// The median rule as Optuna has it (after Golovin et al. 2017): a trial ends when its best score so far is worse than the median of
/// the completed trials' scores at the same step.
/// </summary>
internal sealed class MedianPruner(MedianTermination rule, Objective objective) : IPruner
{
    private readonly Dictionary<int, ScoreBoard> _completed = [];
    private int _completedTrials;

    /// <inheritdoc/>
    public string Name => "median";

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, double score)
    {
        if (_completedTrials == 0 || _completedTrials < rule.StartupTrials || !IsFirstOfInterval(curve.LastStep, step))
        {
            return Judgement.Continue;
        }

        var best = curve.WouldBeBest(score) ? score : curve.Best;
        if (best is null)
        {
            return new Judgement(Decision.Prune, $"{Name}: no finite score up to step {step}", null, []);
        }

        return _completed.TryGetValue(step, out var board) && board.Count >= rule.MinTrials
            ? Compare(board, step, best.Value)
            : Judgement.Continue;
    }

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, double score, Judgement judgement)
    {
    }

    /// <inheritdoc/>
    public void Complete(LearningCurve curve)
    {
        _completedTrials++;
        for (var i = 0; i < curve.Count; i++)
        {
            if (!double.IsFinite(curve.Scores[i]))
            {
                continue;
            }

            if (!_completed.TryGetValue(curve.StepAt(i), out var board))
            {
                _completed[curve.StepAt(i)] = board = new ScoreBoard();
            }

            board.Add(curve.Scores[i], curve.Trial);
        }
    }

    private Judgement Compare(ScoreBoard board, int step, double best)
    {
        var median = board.Median;
        var decision = best > median ? Decision.Prune : Decision.Continue;
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: best so far {objective.Value(best)} against {objective.Value(median)} of {board.Count} completed trials at step {step}");
        return new Judgement(decision, decision == Decision.Prune ? reason : null, null, board.Best());
    }

    // Steps count from 1; warm-up covers the first WarmupSteps of them, and intervals begin right after.
    private bool IsFirstOfInterval(int previous, int step)
    {
        var first = rule.WarmupSteps + 1;
        return step >= first && (previous < first || (previous - first) / rule.Interval < (step - first) / rule.Interval);
    }
}
