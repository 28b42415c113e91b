using System.Globalization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// The median rule and its kin as Optuna has them (after Golovin et al. 2017): a trial ends when its best score so far is worse than the
/// percentile of the completed trials' scores at the same step.
/// </summary>
/// <param name="rule">The percentile, and when to judge.</param>
/// <param name="objective">The objective, for what people are told.</param>
/// <param name="name">What judgements say about who made them.</param>
internal sealed class PercentilePruner(PercentileTermination rule, Objective objective, string name = "percentile") : IPruner
{
    private readonly Rhythm _rhythm = new(rule.WarmupSteps, rule.Interval);
    private readonly Dictionary<int, ScoreBoard> _completed = [];
    private int _completedTrials;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, params ReadOnlySpan<double> scores)
    {
        if (_completedTrials == 0 || _completedTrials < rule.StartupTrials || !_rhythm.IsDue(curve.LastStep, step))
        {
            return Judgement.Continue;
        }

        var best = curve.WouldBeBest(scores[0]) ? scores[0] : curve.Best;
        if (best is null)
        {
            return new Judgement(Decision.Prune, $"{Name}: no finite score up to step {step}", null, []);
        }

        return _completed.TryGetValue(step, out var board) && board.Count >= rule.MinTrials
            ? Compare(board, step, best.Value)
            : Judgement.Continue;
    }

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores)
    {
    }

    /// <inheritdoc/>
    public void End(LearningCurve curve, bool isCompleted)
    {
        if (!isCompleted)
        {
            return;
        }

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

            board.Add(curve.Trial, curve.Scores[i]);
        }
    }

    private Judgement Compare(ScoreBoard board, int step, double best)
    {
        var bound = board.Quantile(rule.Percentile / 100);
        var decision = best > bound ? Decision.Prune : Decision.Continue;
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: best so far {objective.Value(best)} against {objective.Value(bound)} of {board.Count} completed trials at step {step}");
        return new Judgement(decision, decision == Decision.Prune ? reason : null, null, board.Best());
    }
}
