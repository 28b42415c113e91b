using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// Asynchronous successive halving, the stopping variant (Li et al. 2020, with Optuna's rule for who stays): rung k is at step r·η^k
/// below R; a trial that reaches a rung goes on when its score is among the best ⌊n/η⌋ there, itself counted, or at least the best.
/// A score that is not finite never goes on and is not recorded.
/// </summary>
/// <param name="minResource">r, the step of rung 0; at least 1.</param>
/// <param name="maxResource">R, the most steps; there is no rung at it, since the trial ends there by itself.</param>
/// <param name="reductionFactor">η; at least 2.</param>
internal sealed class AshaPruner(int minResource, int maxResource, int reductionFactor) : IPruner
{
    private readonly List<ScoreBoard> _rungs = [];
    private readonly Dictionary<int, int> _nextRung = [];

    /// <inheritdoc/>
    public string Name => "asha";

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, double score)
    {
        var judgement = Judgement.Continue;
        for (var rung = NextRung(curve); IsReached(rung, step); rung++)
        {
            judgement = JudgeAt(rung, score);
            if (judgement.Decision == Decision.Prune)
            {
                break;
            }
        }

        return judgement;
    }

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, double score, Judgement judgement)
    {
        if (judgement.Rung is not { } last)
        {
            return;
        }

        for (var rung = NextRung(curve); rung <= last && double.IsFinite(score); rung++)
        {
            while (_rungs.Count <= rung)
            {
                _rungs.Add(new ScoreBoard());
            }

            _rungs[rung].Add(score, curve.Trial);
        }

        _nextRung[curve.Trial] = last + 1;
    }

    /// <inheritdoc/>
    public void Complete(LearningCurve curve) => _nextRung.Remove(curve.Trial);

    private Judgement JudgeAt(int rung, double score)
    {
        if (!double.IsFinite(score))
        {
            return new Judgement(Decision.Prune, $"{Name}: no finite score at rung {rung} (step {StepOf(rung)})", rung, []);
        }

        var board = rung < _rungs.Count ? _rungs[rung] : new ScoreBoard();
        var (better, trials) = (board.CountBetter(score), board.Count + 1);
        var kept = Math.Max(1, trials / reductionFactor);
        var reason = $"{Name}: place {better + 1} of {trials} at rung {rung} (step {StepOf(rung)}); the best {kept} go on";
        return better < kept
            ? new Judgement(Decision.Continue, null, rung, board.Best())
            : new Judgement(Decision.Prune, reason, rung, board.Best());
    }

    private int NextRung(LearningCurve curve) => _nextRung.GetValueOrDefault(curve.Trial);

    private bool IsReached(int rung, int step) => StepOf(rung) is var at && at < maxResource && at <= step;

    private long StepOf(int rung)
    {
        var step = (long)minResource;
        for (var i = 0; i < rung && step < maxResource; i++)
        {
            step *= reductionFactor;
        }

        return step;
    }
}
