using System.Globalization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// The percentile rule for several objectives: a trial ends when more than that share of the completed trials were on better fronts at the
/// same step.
/// </summary>
/// <param name="rule">The percentile, and when to judge.</param>
/// <param name="name">What judgements say about who made them.</param>
internal sealed class FrontPercentilePruner(PercentileTermination rule, string name = "percentile") : IPruner
{
    private readonly Rhythm _rhythm = new(rule.WarmupSteps, rule.Interval);
    private readonly Dictionary<int, FrontBoard> _completed = [];

    // What trials that are not over reported; only those that are completed will be compared with.
    private readonly Dictionary<int, List<(int Step, double[] Scores)>> _open = [];
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

        if (!Standings.AreFinite(scores))
        {
            return new Judgement(Decision.Prune, $"{Name}: a score at step {step} is not finite", null, []);
        }

        return _completed.TryGetValue(step, out var board) && board.Count >= rule.MinTrials
            ? Compare(board, step, board.CountBetter(scores))
            : Judgement.Continue;
    }

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores)
    {
        if (Standings.AreFinite(scores))
        {
            _open.TryAdd(curve.Trial, []);
            _open[curve.Trial].Add((step, scores.ToArray()));
        }
    }

    /// <inheritdoc/>
    public void End(LearningCurve curve, bool isCompleted)
    {
        _open.Remove(curve.Trial, out var reports);
        _completedTrials += isCompleted ? 1 : 0;
        foreach (var (step, scores) in isCompleted ? reports ?? [] : [])
        {
            if (!_completed.TryGetValue(step, out var board))
            {
                _completed[step] = board = new FrontBoard();
            }

            board.Add(curve.Trial, scores);
        }
    }

    private Judgement Compare(FrontBoard board, int step, int better)
    {
        var decision = better > rule.Percentile / 100 * board.Count ? Decision.Prune : Decision.Continue;
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {better} of {board.Count} completed trials are on better fronts at step {step}; at most {rule.Percentile} % may be");
        return new Judgement(decision, decision == Decision.Prune ? reason : null, null, board.Best());
    }
}
